package io.github.easyneg.onnx.internal.embed;

import io.github.easyneg.embed.Embedding;
import io.github.easyneg.embed.EmbeddingException;
import io.github.easyneg.embed.TextRole;
import io.github.easyneg.internal.math.VectorCheck;
import io.github.easyneg.internal.text.Excerpt;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * A loaded static model. A text's vector is the mean of its tokens' rows, each times its weight
 * where the model has weights, then what the model's modules do.
 */
public final class StaticEncoder {

  private static final String UNKNOWN = "it has no token that the model knows";

  private final StaticModel model;
  private final TextTokenizer tokenizer;
  private final StaticMatrix matrix;
  private final Map<TextRole, Long> promptTokens = new EnumMap<>(TextRole.class);

  private StaticEncoder(StaticModel model, TextTokenizer tokenizer, StaticMatrix matrix) {
    this.model = model;
    this.tokenizer = tokenizer;
    this.matrix = matrix;
    for (TextRole role : TextRole.values()) {
      promptTokens.put(role, known(tokenizer.promptTokens(role)));
    }
  }

  /**
   * Reads the model's matrix.
   *
   * @param tokenizer the model's; the caller closes it, and uses this no more
   * @throws IllegalArgumentException if it is not what it should be, or does not fit into the heap
   * @throws java.io.UncheckedIOException if a file cannot be read
   */
  public static StaticEncoder open(StaticModel model, TextTokenizer tokenizer) {
    return new StaticEncoder(model, tokenizer, StaticMatrix.read(model, model.tokenizer().text()));
  }

  /**
   * Embeds texts.
   *
   * @param cancelled asked between groups of texts; once true, the call ends with an exception
   */
  public List<Embedding> embed(
      List<String> texts, TextRole role, int threads, BooleanSupplier cancelled) {
    Embedding[] embeddings = new Embedding[texts.size()];
    BatchThreads.forEach(
        threads,
        texts.size(),
        cancelled,
        i -> {
          embeddings[i] = embed(i, texts.get(i), role);
        });
    return new ArrayList<>(Arrays.asList(embeddings));
  }

  /**
   * Returns for each text why it has no vector, as far as its tokens tell.
   *
   * @param cancelled asked between groups of texts; once true, the call ends with an exception
   */
  public List<Optional<String>> withoutVector(
      List<String> texts, TextRole role, int threads, BooleanSupplier cancelled) {
    boolean[] unknown = new boolean[texts.size()];
    BatchThreads.forEach(
        threads,
        texts.size(),
        cancelled,
        i -> {
          int[] tokens = read(i, texts.get(i), role);
          unknown[i] = isUnknown(i, texts.get(i), role, known(tokens));
        });
    return IntStream.range(0, unknown.length)
        .mapToObj(i -> unknown[i] ? Optional.of(UNKNOWN) : Optional.<String>empty())
        .toList();
  }

  /**
   * Tells whether the model knows no token of a text. Known tokens of the prompt before it do not
   * count.
   *
   * @param counted how many tokens it knows of prompt and text together
   */
  private boolean isUnknown(int index, String text, TextRole role, long counted) {
    long ofPrompt = promptTokens.getOrDefault(role, 0L);
    return counted == 0 || (counted <= ofPrompt && known(tokenizer.encodeAlone(index, text)) == 0);
  }

  private int[] read(int index, String text, TextRole role) {
    return model.truncation().of(tokenizer.encodeBare(index, text, role));
  }

  private long known(int[] tokens) {
    return Arrays.stream(tokens).filter(matrix::counts).count();
  }

  private Embedding embed(int index, String text, TextRole role) {
    int[] all = tokenizer.encodeBare(index, text, role);
    int[] tokens = model.truncation().of(all);
    double[] sum = new double[model.columns()];
    int counted = 0;
    for (int token : tokens) {
      if (matrix.counts(token)) {
        if (token >= matrix.tokens()) {
          throw refused(
              index,
              text,
              "has the token "
                  + token
                  + ", and "
                  + model.matrix()
                  + " has rows for "
                  + matrix.tokens()
                  + " tokens. Use the matrix and the tokenizer of the same model.");
        }
        matrix.addTo(sum, token);
        counted++;
      }
    }
    if (isUnknown(index, text, role, counted)) {
      return Embedding.none(UNKNOWN, OptionalInt.of(all.length));
    }
    float[] vector = new float[sum.length];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) (sum[i] / counted);
    }
    for (Layer layer : model.layers()) {
      vector = layer.apply(vector);
    }
    for (Layer layer : model.after()) {
      vector = layer.apply(vector);
    }
    VectorCheck.reason(vector)
        .ifPresent(
            why -> {
              throw refused(
                  index, text, why + ", made by " + model.matrix() + ". Leave the text out.");
            });
    return VectorCheck.isZero(vector)
        ? Embedding.none(VectorCheck.ZEROS, OptionalInt.of(all.length))
        : new Embedding(vector, OptionalInt.of(all.length), all.length > tokens.length);
  }

  private static EmbeddingException refused(int index, String text, String why) {
    return new EmbeddingException(Excerpt.of(index, text) + " " + why, index);
  }
}
