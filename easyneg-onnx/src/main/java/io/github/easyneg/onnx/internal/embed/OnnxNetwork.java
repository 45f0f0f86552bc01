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
import io.github.easyneg.onnx.internal.runtime.OnnxRuntime;
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
  private static final Set<String> INPUTS =
      Set.of("input_ids", "attention_mask", "token_type_ids", "position_ids");

  private final OrtSession session;
  private final String name;
  private final Map<String, NodeInfo> inputs;
  private final String output;
  private final boolean pooled;
  private final int firstPosition;

  /**
   * What a run gives.
   *
   * @param values {@code [texts][length][width]} one after another, without {@code length} when the
   *     network has pooled
   * @param width the length of a vector
   */
  @SuppressWarnings("ArrayRecordComponent") // read once
  record Output(float[] values, int width) {}

  private OnnxNetwork(OrtSession session, ModelSource source, Optional<String> wanted)
      throws OrtException {
    this.session = session;
    this.name = source.networkName();
    this.firstPosition = source.firstPosition();
    this.inputs = session.getInputInfo();
    requireKnownInputs();
    Map<String, NodeInfo> outputs = session.getOutputInfo();
    Optional<String> tokens = wanted.isPresent() ? wanted : choose(outputs, 3, TOKEN_OUTPUTS);
    this.pooled = wanted.isPresent() || tokens.isEmpty();
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
   * @param output the output that is a text's vector, or nothing to choose one
   * @throws IllegalArgumentException if the file is no network that embeds texts
   * @throws UncheckedIOException if it cannot be read
   */
  static OnnxNetwork open(ModelSource source, Device device, Optional<String> output) {
    try {
      return OnnxRuntime.call(environment -> open(environment, source, device, output));
    } catch (OrtException e) {
      throw new IllegalArgumentException(
          source.networkName()
              + " cannot be loaded on "
              + device
              + ": "
              + reason(e)
              + (device.cuda()
                  ? ". " + device.remedy()
                  : ". Download it again, or export it for ONNX Runtime "
                      + OnnxRuntime.version()
                      + " or older."),
          e);
    } catch (IOException e) {
      throw ModelFolder.unreadable(source.networkName(), e);
    }
  }

  private static OnnxNetwork open(
      OrtEnvironment environment, ModelSource source, Device device, Optional<String> output)
      throws IOException, OrtException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      // Texts are embedded side by side, one thread each; see docs/benchmarks.md.
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      device.addTo(options);
      OrtSession session = source.session(environment, options);
      try {
        return new OnnxNetwork(session, source, output);
      } catch (OrtException | RuntimeException e) {
        session.close();
        throw e;
      }
    }
  }

  /** Returns how long the vectors of an output are, by running the network on one token. */
  static int width(ModelSource source, String output) {
    try (OnnxNetwork network = open(source, Device.CPU, Optional.of(output))) {
      return network.run(List.of(new Tokens(new int[1], new int[0], 1))).width();
    } catch (OrtException e) {
      throw new IllegalArgumentException(
          source.networkName() + " cannot be run: " + reason(e) + ". Download it again.", e);
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
                + "'; what can be given is input_ids, attention_mask, token_type_ids and"
                + " position_ids. Export the model for feature extraction, without past key values:"
                + " optimum-cli export onnx --task feature-extraction.");
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
    try {
      return OnnxRuntime.call(environment -> run(environment, texts));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Output run(OrtEnvironment environment, List<Tokens> texts) throws OrtException {
    int length = texts.stream().mapToInt(Tokens::length).max().orElseThrow();
    Map<String, OnnxTensor> feed = new HashMap<>();
    try {
      for (Map.Entry<String, NodeInfo> input : inputs.entrySet()) {
        feed.put(input.getKey(), tensor(environment, input, texts, length));
      }
      try (OrtSession.Result result = OnnxRuntime.run(session, feed, Set.of(output))) {
        return read((OnnxTensor) result.get(0), texts.size(), length);
      }
    } finally {
      feed.values().forEach(OnnxTensor::close);
    }
  }

  private OnnxTensor tensor(
      OrtEnvironment environment, Map.Entry<String, NodeInfo> input, List<Tokens> texts, int length)
      throws OrtException {
    long[] numbers = new long[texts.size() * length];
    for (int text = 0; text < texts.size(); text++) {
      Tokens tokens = texts.get(text);
      for (int i = 0; i < tokens.length(); i++) {
        numbers[text * length + i] =
            switch (input.getKey()) {
              case "input_ids" -> tokens.ids()[i];
              case "attention_mask" -> 1;
              // Texts are padded at their end.
              case "position_ids" -> firstPosition + i;
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
    OnnxRuntime.close(session);
  }
}
