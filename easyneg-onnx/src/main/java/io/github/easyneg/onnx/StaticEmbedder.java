package io.github.easyneg.onnx;

import io.github.easyneg.embed.Embedding;
import io.github.easyneg.embed.EmbeddingProvider;
import io.github.easyneg.embed.TextRole;
import io.github.easyneg.embed.TokenCounter;
import io.github.easyneg.internal.text.NotNull;
import io.github.easyneg.onnx.internal.distill.Distillation;
import io.github.easyneg.onnx.internal.distill.StaticFolder;
import io.github.easyneg.onnx.internal.embed.SentenceModel;
import io.github.easyneg.onnx.internal.embed.SentenceTransformerFolder;
import io.github.easyneg.onnx.internal.embed.StaticEncoder;
import io.github.easyneg.onnx.internal.embed.StaticModel;
import io.github.easyneg.onnx.internal.embed.TextTokenizer;
import io.github.easyneg.onnx.internal.embed.TokenVectors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Embeds texts with a static model: a text's vector is the mean of a row for each of its tokens. No
 * network is run, which makes it some eighty times faster than {@link OnnxEmbedder} on a CPU, and
 * the choice for a million passages.
 *
 * <p>Reads what <a href="https://github.com/MinishLab/model2vec">Model2Vec</a> writes ({@code
 * embeddings}, with {@code weights} and {@code mapping} where there are any; unknown tokens are
 * left out) and what sentence-transformers' {@code StaticEmbedding} writes ({@code
 * embedding.weight}; all tokens count). Texts of any length are read whole: nothing is truncated.
 *
 * <p>A text with no token that the model knows has {@link Embedding#none no vector}, and neither
 * has one whose rows add up to zeros: none is made up.
 *
 * <p>Memory: four bytes for each number of the matrix, about 500 MB for half a million tokens of
 * 256 dimensions. The matrix is loaded by the first {@link #embed}; {@link #countTokens} needs the
 * tokenizer only, {@link #dimension()} reads nothing, {@link #fingerprint()} reads the files once
 * to hash them.
 *
 * <p>Thread-safe. Uses as many threads as there are cores, which end with each call. {@link
 * #embed}, {@link #countTokens} and {@link #close} may be called from any thread; calls of the
 * first two run one after the other.
 */
public final class StaticEmbedder implements EmbeddingProvider, TokenCounter {
  private static final System.Logger LOG = System.getLogger(StaticEmbedder.class.getName());

  private final StaticModel model;
  private final LazyModel<StaticEncoder> lazy;

  private StaticEmbedder(StaticModel model) {
    this.model = model;
    this.lazy =
        new LazyModel<>(
            model::fingerprint,
            () -> TextTokenizer.of(model),
            tokenizer -> StaticEncoder.open(model, tokenizer),
            encoder -> {});
  }

  /**
   * Loads a folder with {@code model.safetensors} and {@code tokenizer.json}: side by side, or in
   * the sub-folder that {@code modules.json} names. Its files may be links to others in it; in the
   * Hub's cache, to those of the repository's folder. The folder itself may be a link.
   *
   * @throws IllegalArgumentException if a file is missing, is not what it should be, or is a link
   *     that leads elsewhere; the message names it and says what to do
   * @throws java.io.UncheckedIOException if a file cannot be read
   */
  public static StaticEmbedder load(Path dir) {
    NotNull.check(dir, "dir");
    return new StaticEmbedder(read(dir));
  }

  /**
   * Loads a folder, and truncates its vectors to their first {@code dimensions} numbers, normalised
   * again: for models that were trained for that (Matryoshka) or whose matrix was made by PCA. Part
   * of the fingerprint.
   *
   * @param dimensions at least 1, at most the model's own
   * @throws IllegalArgumentException if it is not, or as {@link #load(Path)} does
   * @throws java.io.UncheckedIOException if a file cannot be read
   */
  public static StaticEmbedder load(Path dir, int dimensions) {
    NotNull.check(dir, "dir");
    return new StaticEmbedder(read(dir).withDimensions(OnnxOptions.requireDimensions(dimensions)));
  }

  private static StaticModel read(Path dir) {
    StaticModel model = StaticModel.read(dir);
    model.notes().forEach(note -> LOG.log(System.Logger.Level.WARNING, note));
    return model;
  }

  /**
   * Returns all-MiniLM-L6-v2, the default model, as a static model, whose 8 MB this module carries:
   * what {@link #distillAllMiniLmL6V2} made of it in int8. 256 dimensions, English; needs no other
   * jar, no folder and no download. The negatives that it leads to are nearly those of {@link
   * OnnxEmbedder#allMiniLmL6V2()}, at some eightieth of the time.
   */
  public static StaticEmbedder allMiniLmL6V2() {
    return new StaticEmbedder(StaticModel.allMiniLmL6V2());
  }

  /**
   * Returns the same with vectors that are truncated, as {@link #load(Path, int)} does.
   *
   * @param dimensions from 1 to 256
   * @throws IllegalArgumentException if it is not
   */
  public static StaticEmbedder allMiniLmL6V2(int dimensions) {
    return new StaticEmbedder(
        StaticModel.allMiniLmL6V2().withDimensions(OnnxOptions.requireDimensions(dimensions)));
  }

  /**
   * Makes a static model of a sentence-transformers folder and writes it, by the method of
   * Model2Vec (Tulkens and van Dongen, "Model2Vec: Fast State-of-the-Art Static Embeddings", 2024,
   * <a href="https://github.com/MinishLab/model2vec">MinishLab/model2vec</a>): a pass through the
   * network for each token of the vocabulary, principal components, and weights by frequency, which
   * Zipf's law guesses from the order of the vocabulary. Vectors then cost about a hundredth. The
   * folder is one that Model2Vec loads too.
   *
   * <p>Costs what embedding as many texts of three tokens costs: half a minute of processor time
   * for a model of six layers and 30,000 tokens; an estimated eight minutes for one of twelve
   * layers and 250,000. The same model gives the same bytes on any number of threads of a machine.
   *
   * @param dir the network's folder, as {@link OnnxEmbedder#load(Path)} reads it
   * @param out the new folder, which must be missing or empty; it appears only when it is complete
   * @return the static model, loaded
   * @throws IllegalArgumentException if the network's folder is not supported, or {@code out}
   *     exists already
   * @throws java.io.UncheckedIOException if a file cannot be read or written
   */
  public static StaticEmbedder distill(Path dir, Path out, DistillOptions options) {
    NotNull.check(dir, "dir");
    NotNull.check(out, "out");
    NotNull.check(options, "options");
    StaticFolder.requireFree(out);
    SentenceModel model = SentenceTransformerFolder.read(dir, options.file(), null);
    return distill(model, String.valueOf(dir.getFileName()), out, options);
  }

  /** Does the same with {@linkplain DistillOptions#defaults() the default options}. */
  public static StaticEmbedder distill(Path dir, Path out) {
    NotNull.check(dir, "dir");
    NotNull.check(out, "out");
    return distill(dir, out, DistillOptions.defaults());
  }

  /**
   * Does the same with the default model, {@link OnnxEmbedder#allMiniLmL6V2()}.
   *
   * @param options with no {@link DistillOptions#file}
   * @throws IllegalArgumentException if they name one, or {@code out} exists already
   */
  public static StaticEmbedder distillAllMiniLmL6V2(Path out, DistillOptions options) {
    NotNull.check(out, "out");
    NotNull.check(options, "options");
    StaticFolder.requireFree(out);
    if (options.file() != null) {
      throw new IllegalArgumentException(
          "file is '"
              + options.file()
              + "', but all-MiniLM-L6-v2 comes in a jar and has one file. Leave it out.");
    }
    return distill(
        SentenceModel.allMiniLmL6V2(), "sentence-transformers/all-MiniLM-L6-v2", out, options);
  }

  private static StaticEmbedder distill(
      SentenceModel model, String name, Path out, DistillOptions options) {
    TokenVectors tokens =
        TokenVectors.of(model, options.device(), options.threads(), options.progress());
    Distillation matrix = Distillation.of(tokens, options.dimensions(), options.smoothing());
    StaticFolder.write(
        out,
        matrix,
        options.precision(),
        tokens.tokenizer(),
        new StaticFolder.Origin(name, options.smoothing()));
    return load(out);
  }

  @Override
  public int dimension() {
    return model.dimension();
  }

  @Override
  public String fingerprint() {
    return lazy.fingerprint();
  }

  /**
   * Embeds texts.
   *
   * @throws io.github.easyneg.embed.EmbeddingException if a text cannot be embedded, naming it; if
   *     the matrix does not fit into the heap, or not to the tokenizer; or if the thread is
   *     interrupted, whose interrupt flag stays set
   * @throws IllegalStateException if the embedder is closed, before or during the call
   */
  @Override
  public List<Embedding> embed(List<String> texts, TextRole role) {
    NotNull.check(texts, "texts");
    NotNull.check(role, "role");
    lazy.requireOpen();
    return texts.isEmpty()
        ? new ArrayList<>()
        : lazy.withEncoder((encoder, cancelled) -> encoder.embed(texts, role, cores(), cancelled));
  }

  /**
   * Counts tokens, without special tokens, but with those that the model does not know; a text of
   * unknown tokens only has a count, but no vector.
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
            (tokenizer, cancelled) -> tokenizer.count(texts, role, cores(), cancelled));
  }

  /**
   * Finds the texts that have no token that the model knows; loads the matrix.
   *
   * @throws io.github.easyneg.embed.EmbeddingException as {@link #embed} does
   * @throws IllegalStateException if the embedder is closed, before or during the call
   */
  @Override
  public List<Optional<String>> withoutVector(List<String> texts, TextRole role) {
    NotNull.check(texts, "texts");
    NotNull.check(role, "role");
    lazy.requireOpen();
    return texts.isEmpty()
        ? List.of()
        : lazy.withEncoder(
            (encoder, cancelled) -> encoder.withoutVector(texts, role, cores(), cancelled));
  }

  /**
   * Returns the maximum number of tokens of a text that are read; empty, for all, unless the
   * tokenizer truncates.
   */
  @Override
  public OptionalInt tokenLimit() {
    return model.truncation().most();
  }

  private static int cores() {
    return Runtime.getRuntime().availableProcessors();
  }

  /**
   * Cancels a running call after the texts in progress, waits until it ends, and frees the model.
   */
  @Override
  public void close() {
    lazy.close();
  }

  @Override
  public String toString() {
    return "StaticEmbedder[dimension=" + dimension() + "]";
  }
}
