package io.github.easyneg.onnx;

import io.github.easyneg.internal.text.Copied;
import io.github.easyneg.internal.text.NotNull;
import io.github.easyneg.internal.text.OptionException;
import io.github.easyneg.internal.text.OptionText.Option;
import io.github.easyneg.onnx.internal.embed.Device;
import io.github.easyneg.onnx.internal.embed.Pooling;
import io.github.easyneg.onnx.internal.embed.Prompts;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How an {@link OnnxEmbedder} runs a model. Immutable: each call returns new options.
 *
 * <pre>{@code
 * OnnxEmbedder.load(dir, OnnxOptions.defaults().maxTokens(128).threads(4));
 * }</pre>
 */
public final class OnnxOptions {
  private static final OnnxOptions DEFAULTS = new OnnxOptions(new Settings());

  private final Settings settings;

  /** The settings. Each call changes a copy that is not shared yet. */
  private static final class Settings extends Copied<Settings> {
    private @Nullable String file;
    private int maxTokens;
    private Device device = Device.CPU;
    private int threads = Runtime.getRuntime().availableProcessors();
    private @Nullable Prompts prompts;
    private Pooling.@Nullable Mode pooling;
    private int dimensions;
  }

  private OnnxOptions(Settings settings) {
    this.settings = settings;
  }

  private OnnxOptions with(Consumer<Settings> change) {
    return new OnnxOptions(settings.with(change));
  }

  /** Returns the defaults: what the model's own files set, and one thread per core. */
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
    NotNull.check(file, "file");
    return with(s -> s.file = file);
  }

  /**
   * Sets the maximum number of tokens of a text. Default: what the model's {@code
   * sentence_bert_config.json} sets. Longer texts are truncated, and their {@link
   * io.github.easyneg.embed.Embedding} says so. Part of the fingerprint.
   *
   * @param maxTokens at least 3: special tokens such as [CLS] and [SEP] count, and some of the text
   *     must fit between them; at most what the network supports, which is not checked
   * @throws IllegalArgumentException if it is less than 3
   */
  public OnnxOptions maxTokens(int maxTokens) {
    if (maxTokens < 3) {
      throw OptionException.is(
          "maxTokens",
          maxTokens,
          "use at least 3: [CLS] and [SEP] count, and leave one for the text.");
    }
    return with(s -> s.maxTokens = maxTokens);
  }

  /**
   * Chooses where the network runs: {@code "cpu"} (default), {@code "cuda"}, or {@code "cuda:1"}
   * for the second GPU. CUDA needs {@code com.microsoft.onnxruntime:onnxruntime_gpu} on the class
   * path in place of {@code onnxruntime}, of the same version, and the libraries of CUDA that it is
   * linked to; without them loading a model fails and names them. There is no fallback to the CPU.
   * Not part of the fingerprint.
   *
   * @throws IllegalArgumentException if it is none of these
   */
  public OnnxOptions device(String device) {
    NotNull.check(device, "device");
    return with(s -> s.device = Device.named(device));
  }

  /**
   * Sets the number of threads: how many texts or batches are processed at once. Default: the
   * number of cores. Not part of the fingerprint: vectors do not depend on it.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public OnnxOptions threads(int threads) {
    if (threads < 1) {
      throw OptionException.is("threads", threads, "use at least 1.");
    }
    return with(s -> s.threads = threads);
  }

  /**
   * Sets the prompts that are prepended to each text. Default: the prompts named {@code query}, and
   * {@code document}, {@code passage} or {@code corpus}, in the model's {@code
   * config_sentence_transformers.json}, else its default prompt, else nothing. Part of the
   * fingerprint. Multilingual-e5's folder has none, and requires {@code prompts("query: ",
   * "passage: ")}.
   *
   * @param query before queries, or empty
   * @param passage before passages, or empty
   */
  public OnnxOptions prompts(String query, String passage) {
    NotNull.check(query, "query");
    NotNull.check(passage, "passage");
    return with(s -> s.prompts = new Prompts(query, passage));
  }

  /**
   * Chooses the pooling, by which token vectors become one, where the model's folder has no {@code
   * modules.json} to say so, and the network does not pool by itself. Default: what
   * sentence-transformers does there, the last token's vector for causal language models ({@code
   * ...ForCausalLM}), else the mean. Part of the fingerprint.
   *
   * @param pooling {@code "mean"}, {@code "cls"} for the first token, {@code "last"} or {@code
   *     "lasttoken"}, {@code "max"}, {@code "mean_sqrt_len_tokens"} or {@code "weightedmean"}
   * @throws IllegalArgumentException if it is none of these
   */
  public OnnxOptions pooling(String pooling) {
    NotNull.check(pooling, "pooling");
    String name = pooling.equals("last") ? "lasttoken" : pooling;
    Pooling.Mode mode =
        Pooling.Mode.named(name)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "pooling is '"
                            + pooling
                            + "'; use one of "
                            + Pooling.Mode.names()
                            + ", or last."));
    return with(s -> s.pooling = mode);
  }

  /**
   * Truncates vectors to their first dimensions and normalises them again, for models that were
   * trained for that (Matryoshka). Default: what the model's {@code truncate_dim} sets, else all
   * dimensions. Part of the fingerprint.
   *
   * @param dimensions at least 1, at most the model's own
   * @throws IllegalArgumentException if it is less than 1
   */
  public OnnxOptions dimensions(int dimensions) {
    return with(s -> s.dimensions = requireDimensions(dimensions));
  }

  static int requireDimensions(int dimensions) {
    if (dimensions < 1) {
      throw OptionException.of(
          "{} is {}; use at least 1, and at most the model's own.",
          Option.named("dimensions"),
          dimensions);
    }
    return dimensions;
  }

  @Nullable String file() {
    return settings.file;
  }

  /** 0 for the model's own. */
  int maxTokens() {
    return settings.maxTokens;
  }

  Device device() {
    return settings.device;
  }

  int threads() {
    return settings.threads;
  }

  @Nullable Prompts prompts() {
    return settings.prompts;
  }

  Pooling.@Nullable Mode pooling() {
    return settings.pooling;
  }

  /** 0 for the model's own. */
  int dimensions() {
    return settings.dimensions;
  }
}
