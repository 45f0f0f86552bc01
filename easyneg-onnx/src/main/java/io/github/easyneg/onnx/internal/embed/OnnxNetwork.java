package io.github.easyneg.onnx.internal.embed;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import io.github.easyneg.embed.EmbeddingException;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A loaded network: token numbers in, token vectors or a whole text's vector out. */
final class OnnxNetwork implements AutoCloseable {
  /** The output names of sentence-transformers' and transformers' exports, in order. */
  private static final List<String> TOKEN_OUTPUTS =
      List.of("token_embeddings", "last_hidden_state");

  private static final List<String> POOLED_OUTPUTS = List.of("sentence_embedding");

  /**
   * Outputs that are not embeddings, though they may be as long: BERT's pooler, made for its
   * next-sentence head, and the logits of classifiers and language models.
   */
  private static final Set<String> NO_VECTORS = Set.of("pooler_output", "logits");

  private final NetworkSession session;
  private final String output;
  private final boolean pooled;

  /**
   * The output of a run.
   *
   * @param values {@code [texts][length][width]} one after another, without {@code length} when the
   *     network has pooled
   * @param width the length of a vector
   */
  @SuppressWarnings("ArrayRecordComponent") // read once
  record Output(float[] values, int width) {}

  private OnnxNetwork(NetworkSession session, Optional<String> wanted) {
    this.session = session;
    Map<String, NodeInfo> outputs = session.outputs();
    Optional<String> tokens = wanted.isPresent() ? wanted : choose(outputs, 3, TOKEN_OUTPUTS);
    this.pooled = wanted.isPresent() || tokens.isEmpty();
    this.output =
        tokens
            .or(() -> choose(outputs, 2, POOLED_OUTPUTS))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        session.name()
                            + " has the outputs "
                            + outputs.keySet()
                            + "; expected one of three dimensions, named last_hidden_state or"
                            + " token_embeddings where there are several, or one of two named"
                            + " sentence_embedding. Export the model for feature extraction."));
  }

  /**
   * Loads a network.
   *
   * @param output the output that is a text's vector, or nothing to choose one
   * @throws IllegalArgumentException if the file is not a network that embeds texts
   * @throws java.io.UncheckedIOException if it cannot be read
   */
  static OnnxNetwork open(ModelSource source, Device device, Optional<String> output) {
    NetworkSession session = NetworkSession.open(source, device, NetworkTask.FEATURES.exported());
    try {
      return new OnnxNetwork(session, output);
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  /** Returns the length of an output's vectors, by running the network on one token. */
  static int width(ModelSource source, String output) {
    try (OnnxNetwork network = open(source, Device.CPU, Optional.of(output))) {
      return network.run(List.of(new Tokens(new int[1], new int[0], 1))).width();
    } catch (OrtException e) {
      throw new IllegalArgumentException(
          source.networkName()
              + " cannot be run: "
              + NetworkSession.reason(e)
              + ". Download it again.",
          e);
    }
  }

  private static Optional<String> choose(
      Map<String, NodeInfo> outputs, int dimensions, List<String> preferred) {
    List<String> fitting =
        outputs.entrySet().stream()
            .filter(
                output ->
                    output.getValue().getInfo() instanceof TensorInfo tensor
                        && tensor.getShape().length == dimensions)
            .map(Map.Entry::getKey)
            .toList();
    Optional<String> named = preferred.stream().filter(fitting::contains).findFirst();
    return named.or(
        () ->
            fitting.size() == 1 && !NO_VECTORS.contains(fitting.get(0))
                ? Optional.of(fitting.get(0))
                : Optional.empty());
  }

  /** Whether the network's output is a vector for each text, not for each token. */
  boolean pooled() {
    return pooled;
  }

  /** Returns the name of the output that is read. */
  String output() {
    return output;
  }

  String name() {
    return session.name();
  }

  /** Runs some texts, padded to the longest of them. Thread-safe. */
  Output run(List<Tokens> texts) throws OrtException {
    return session.run(
        texts,
        Set.of(output),
        (result, length) -> read((OnnxTensor) result.get(0), texts.size(), length));
  }

  private Output read(OnnxTensor tensor, int texts, int length) {
    FloatBuffer buffer = floats(tensor);
    long[] shape = tensor.getInfo().getShape();
    if (buffer == null
        || shape[0] != texts
        || shape.length != (pooled ? 2 : 3)
        || (!pooled && shape[1] != length)) {
      throw new EmbeddingException(
          name()
              + " gave '"
              + output
              + "' as "
              + tensor.getInfo().type
              + Arrays.toString(shape)
              + " for "
              + texts
              + (texts == 1 ? " text of " : " texts of ")
              + length
              + " tokens; expected floats, a vector for each "
              + (pooled ? "text" : "token")
              + ". Export the model with dynamic batch and sequence axes.");
    }
    float[] values = new float[buffer.remaining()];
    buffer.get(values);
    return new Output(values, (int) shape[shape.length - 1]);
  }

  private static @Nullable FloatBuffer floats(OnnxTensor tensor) {
    DoubleBuffer doubles = tensor.getDoubleBuffer();
    if (doubles == null) {
      return tensor.getFloatBuffer();
    }
    FloatBuffer floats = FloatBuffer.allocate(doubles.remaining());
    while (doubles.hasRemaining()) {
      floats.put((float) doubles.get());
    }
    return floats.flip();
  }

  @Override
  public void close() {
    session.close();
  }
}
