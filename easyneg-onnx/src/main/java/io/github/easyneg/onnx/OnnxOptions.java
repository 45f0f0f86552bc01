package io.github.easyneg.onnx;

import io.github.easyneg.internal.text.OptionException;
import io.github.easyneg.onnx.internal.embed.Device;
import io.github.easyneg.onnx.internal.embed.Prompts;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How an {@link OnnxEmbedder} runs a model. Immutable: each call returns new options.
 *
 * <pre>{@code
 * OnnxEmbedder.load(dir, OnnxOptions.defaults().maxTokens(128).threads(4));
 * }</pre>
 */
public final class OnnxOptions {
  private static final OnnxOptions DEFAULTS =
      new OnnxOptions(null, 0, Device.CPU, Runtime.getRuntime().availableProcessors(), null);

  private final @Nullable String file;
  private final int maxTokens;
  private final Device device;
  private final int threads;
  private final @Nullable Prompts prompts;

  private OnnxOptions(
      @Nullable String file, int maxTokens, Device device, int threads, @Nullable Prompts prompts) {
    this.file = file;
    this.maxTokens = maxTokens;
    this.device = device;
    this.threads = threads;
    this.prompts = prompts;
  }

  /**
   * Returns the options that a model's own files ask for, on as many threads as there are cores.
   */
  public static OnnxOptions defaults() {
    return DEFAULTS;
  }

  /**
   * Chooses the ONNX file. Default: {@code onnx/model.onnx}, else {@code model.onnx}. Part of the
   * fingerprint by its content.
   *
   * @param file a path inside the model's folder, such as {@code onnx/model_quantized.onnx}
   */
  public OnnxOptions file(String file) {
    return new OnnxOptions(
        Objects.requireNonNull(file, "file"), maxTokens, device, threads, prompts);
  }

  /**
   * Sets how much of a text is read. Default: what the model's {@code sentence_bert_config.json}
   * says. Longer texts are cut, and their {@link io.github.easyneg.embed.Embedding} says so. Part
   * of the fingerprint.
   *
   * @param maxTokens at least 3: special tokens such as [CLS] and [SEP] count, and a text is to be
   *     left between them; at most what the network was made for, which it is not asked about
   * @throws IllegalArgumentException if it is less than 3
   */
  public OnnxOptions maxTokens(int maxTokens) {
    if (maxTokens < 3) {
      throw OptionException.is(
          "maxTokens",
          maxTokens,
          "use at least 3: [CLS] and [SEP] count, and leave one for the text.");
    }
    return new OnnxOptions(file, maxTokens, device, threads, prompts);
  }

  /**
   * Chooses where the network runs: {@code "cpu"} (default), {@code "cuda"}, or {@code "cuda:1"}
   * for the second GPU. CUDA needs {@code com.microsoft.onnxruntime:onnxruntime_gpu} on the class
   * path in place of {@code onnxruntime}. Not part of the fingerprint.
   *
   * @throws IllegalArgumentException if it is none of these
   */
  public OnnxOptions device(String device) {
    return new OnnxOptions(file, maxTokens, Device.named(device), threads, prompts);
  }

  /**
   * Sets how many texts or batches are worked on at once. Default: the number of cores. Not part of
   * the fingerprint: vectors do not depend on it.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public OnnxOptions threads(int threads) {
    if (threads < 1) {
      throw OptionException.is("threads", threads, "use at least 1.");
    }
    return new OnnxOptions(file, maxTokens, device, threads, prompts);
  }

  /**
   * Sets what is put before each text. Default: the prompts named {@code query}, and {@code
   * document}, {@code passage} or {@code corpus}, in the model's {@code
   * config_sentence_transformers.json}, else its default prompt, else nothing. Part of the
   * fingerprint. Multilingual-e5's folder names none, and wants {@code prompts("query: ", "passage:
   * ")}.
   *
   * @param query before queries, or empty
   * @param passage before passages, or empty
   */
  public OnnxOptions prompts(String query, String passage) {
    return new OnnxOptions(
        file,
        maxTokens,
        device,
        threads,
        new Prompts(
            Objects.requireNonNull(query, "query"), Objects.requireNonNull(passage, "passage")));
  }

  @Nullable String file() {
    return file;
  }

  /** 0 for the model's own. */
  int maxTokens() {
    return maxTokens;
  }

  Device device() {
    return device;
  }

  int threads() {
    return threads;
  }

  @Nullable Prompts prompts() {
    return prompts;
  }
}
