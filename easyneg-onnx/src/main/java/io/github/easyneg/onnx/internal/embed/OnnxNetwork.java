package io.github.easyneg.onnx.internal.embed;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.github.easyneg.embed.EmbeddingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A loaded network: token numbers in, token vectors or a whole text's vector out. */
final class OnnxNetwork implements AutoCloseable {
  /** The output names of sentence-transformers' and transformers' exports, in order. */
  private static final List<String> TOKEN_OUTPUTS =
      List.of("token_embeddings", "last_hidden_state");

  private static final List<String> POOLED_OUTPUTS = List.of("sentence_embedding");
  private static final Set<String> INPUTS = Set.of("input_ids", "attention_mask", "token_type_ids");

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final String name;
  private final Map<String, NodeInfo> inputs;
  private final String output;
  private final boolean pooled;

  /**
   * What a run gives.
   *
   * @param values {@code [texts][length][width]} one after another, without {@code length} when the
   *     network has pooled
   * @param width the length of a vector
   */
  @SuppressWarnings("ArrayRecordComponent") // read once
  record Output(float[] values, int width) {}

  private OnnxNetwork(OrtEnvironment environment, OrtSession session, String name)
      throws OrtException {
    this.environment = environment;
    this.session = session;
    this.name = name;
    this.inputs = session.getInputInfo();
    requireKnownInputs();
    Map<String, NodeInfo> outputs = session.getOutputInfo();
    Optional<String> tokens = choose(outputs, 3, TOKEN_OUTPUTS);
    this.pooled = tokens.isEmpty();
    this.output =
        tokens
            .or(() -> choose(outputs, 2, POOLED_OUTPUTS))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        name
                            + " has the outputs "
                            + outputs.keySet()
                            + "; expected one of three dimensions, named last_hidden_state or"
                            + " token_embeddings where there are several, or one of two named"
                            + " sentence_embedding. Export the model for feature extraction."));
  }

  /**
   * Loads a network.
   *
   * @throws IllegalArgumentException if the file is no network that embeds texts
   * @throws UncheckedIOException if it cannot be read
   */
  static OnnxNetwork open(ModelSource source, Device device) {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      // Texts are embedded side by side, one thread each; see docs/benchmarks.md.
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
      device.addTo(options);
      OrtSession session = source.session(environment, options);
      try {
        return new OnnxNetwork(environment, session, source.networkName());
      } catch (OrtException | RuntimeException e) {
        session.close();
        throw e;
      }
    } catch (OrtException e) {
      throw new IllegalArgumentException(
          source.networkName()
              + " cannot be loaded on "
              + device
              + ": "
              + reason(e)
              + (device.cuda()
                  ? ". See that the CUDA and cuDNN that this ONNX Runtime asks for are installed."
                  : ". Download it again, or export it for ONNX Runtime "
                      + environment.getVersion()
                      + " or older."),
          e);
    } catch (IOException e) {
      throw ModelFolder.unreadable(source.networkName(), e);
    }
  }

  /** Returns what is the matter, without the runtime's code for it, its source, the file again. */
  static String reason(OrtException e) {
    return String.valueOf(e.getMessage())
        .replaceFirst("^Error code - \\w+ - message: ", "")
        .replaceFirst("^Load model from .* failed:", "")
        .replaceFirst("^\\S+\\.(?:cc|h):\\d+ .*?\\) ", "")
        .strip()
        .replaceFirst("\\.$", "");
  }

  private void requireKnownInputs() {
    for (Map.Entry<String, NodeInfo> input : inputs.entrySet()) {
      if (!INPUTS.contains(input.getKey())) {
        throw new IllegalArgumentException(
            name
                + " asks for the input '"
                + input.getKey()
                + "'; what can be given is input_ids, attention_mask and token_type_ids. Export the"
                + " model for feature extraction.");
      }
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
    return named.or(() -> fitting.size() == 1 ? Optional.of(fitting.get(0)) : Optional.empty());
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
    return name;
  }

  /** Runs some texts, padded to the longest of them. Threads may run at once. */
  Output run(List<Tokens> texts) throws OrtException {
    int length = texts.stream().mapToInt(Tokens::length).max().orElseThrow();
    Map<String, OnnxTensor> feed = new HashMap<>();
    try {
      for (Map.Entry<String, NodeInfo> input : inputs.entrySet()) {
        feed.put(input.getKey(), tensor(input, texts, length));
      }
      try (OrtSession.Result result = session.run(feed, Set.of(output))) {
        return read((OnnxTensor) result.get(0), texts.size(), length);
      }
    } finally {
      feed.values().forEach(OnnxTensor::close);
    }
  }

  private OnnxTensor tensor(Map.Entry<String, NodeInfo> input, List<Tokens> texts, int length)
      throws OrtException {
    long[] numbers = new long[texts.size() * length];
    for (int text = 0; text < texts.size(); text++) {
      Tokens tokens = texts.get(text);
      for (int i = 0; i < tokens.length(); i++) {
        numbers[text * length + i] =
            switch (input.getKey()) {
              case "input_ids" -> tokens.ids()[i];
              case "attention_mask" -> 1;
              default -> tokens.types().length == 0 ? 0 : tokens.types()[i];
            };
      }
    }
    long[] shape = {texts.size(), length};
    boolean ints =
        input.getValue().getInfo() instanceof TensorInfo tensor
            && tensor.type == OnnxJavaType.INT32;
    if (!ints) {
      return OnnxTensor.createTensor(environment, LongBuffer.wrap(numbers), shape);
    }
    int[] narrow = new int[numbers.length];
    for (int i = 0; i < narrow.length; i++) {
      narrow[i] = (int) numbers[i];
    }
    return OnnxTensor.createTensor(environment, IntBuffer.wrap(narrow), shape);
  }

  private Output read(OnnxTensor tensor, int texts, int length) {
    FloatBuffer buffer = tensor.getFloatBuffer();
    long[] shape = tensor.getInfo().getShape();
    if (buffer == null
        || shape[0] != texts
        || shape.length != (pooled ? 2 : 3)
        || (!pooled && shape[1] != length)) {
      throw new EmbeddingException(
          name
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

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("cannot close " + name + ": " + e.getMessage(), e);
    }
  }
}
