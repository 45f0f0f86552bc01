package io.github.easyneg.onnx.internal.embed;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.github.easyneg.onnx.internal.runtime.OnnxRuntime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A loaded network that reads the tokens of texts, whatever its outputs are. */
final class NetworkSession implements AutoCloseable {
  private static final Set<String> INPUTS =
      Set.of("input_ids", "attention_mask", "token_type_ids", "position_ids");

  private final OrtSession session;
  private final String name;
  private final Map<String, NodeInfo> inputs;
  private final Map<String, NodeInfo> outputs;
  private final int firstPosition;

  private NetworkSession(OrtSession session, ModelSource source, String task) throws OrtException {
    this.session = session;
    this.name = source.networkName();
    this.firstPosition = source.firstPosition();
    this.inputs = session.getInputInfo();
    this.outputs = session.getOutputInfo();
    requireKnownInputs(task);
  }

  /** Takes the outputs of a run. */
  @FunctionalInterface
  interface Reader<T> {
    /**
     * Reads it.
     *
     * @param result the wanted outputs, by name
     * @param length to which the texts were padded
     */
    T read(OrtSession.Result result, int length) throws OrtException;
  }

  /**
   * Loads a network.
   *
   * @param task what it must have been exported for, by optimum's name
   * @throws IllegalArgumentException if the file is not a network that reads texts
   * @throws UncheckedIOException if it cannot be read
   */
  static NetworkSession open(ModelSource source, Device device, String task) {
    try {
      return OnnxRuntime.call(environment -> open(environment, source, device, task));
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

  private static NetworkSession open(
      OrtEnvironment environment, ModelSource source, Device device, String task)
      throws IOException, OrtException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      // Texts are read in parallel, one thread each; see docs/benchmarks.md.
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      device.addTo(options);
      OrtSession session = source.session(environment, options);
      try {
        return new NetworkSession(session, source, task);
      } catch (OrtException | RuntimeException e) {
        session.close();
        throw e;
      }
    }
  }

  /**
   * Returns what is wrong, without the runtime's error code, its source location and the file's
   * name again.
   */
  static String reason(OrtException e) {
    return String.valueOf(e.getMessage())
        .replaceFirst("^Error code - \\w+ - message: ", "")
        .replaceFirst("^Load model from .* failed:", "")
        .replaceFirst("^\\S+\\.(?:cc|h):\\d+ .*?\\) ", "")
        .strip()
        .replaceFirst("\\.$", "");
  }

  private void requireKnownInputs(String task) {
    for (Map.Entry<String, NodeInfo> input : inputs.entrySet()) {
      if (INPUTS.contains(input.getKey()) && !takesNumbers(input.getValue())) {
        throw new IllegalArgumentException(
            name
                + " asks for '"
                + input.getKey()
                + "' as "
                + type(input.getValue())
                + "; supported are INT64 and INT32. Export the model with whole numbers as"
                + " inputs: optimum-cli export onnx --task "
                + task
                + ".");
      }
      if (!INPUTS.contains(input.getKey())) {
        throw new IllegalArgumentException(
            name
                + " asks for the input '"
                + input.getKey()
                + "'; supported are input_ids, attention_mask, token_type_ids and"
                + " position_ids. Export the model for "
                + task.replace('-', ' ')
                + ", without past key values: optimum-cli export onnx --task "
                + task
                + ".");
      }
    }
  }

  private static boolean takesNumbers(NodeInfo input) {
    return input.getInfo() instanceof TensorInfo tensor
        && (tensor.type == OnnxJavaType.INT64 || tensor.type == OnnxJavaType.INT32);
  }

  private static String type(NodeInfo input) {
    return input.getInfo() instanceof TensorInfo tensor ? tensor.type.toString() : "no tensor";
  }

  String name() {
    return name;
  }

  Map<String, NodeInfo> outputs() {
    return outputs;
  }

  /**
   * Runs some texts, padded to the longest of them. Thread-safe.
   *
   * @param wanted names of outputs
   */
  <T> T run(List<Tokens> texts, Set<String> wanted, Reader<T> reader) throws OrtException {
    try {
      return OnnxRuntime.call(environment -> run(environment, texts, wanted, reader));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private <T> T run(
      OrtEnvironment environment, List<Tokens> texts, Set<String> wanted, Reader<T> reader)
      throws OrtException {
    int length = texts.stream().mapToInt(Tokens::length).max().orElseThrow();
    Map<String, OnnxTensor> feed = new HashMap<>();
    try {
      for (Map.Entry<String, NodeInfo> input : inputs.entrySet()) {
        feed.put(input.getKey(), tensor(environment, input, texts, length));
      }
      try (OrtSession.Result result = OnnxRuntime.run(session, feed, wanted)) {
        return reader.read(result, length);
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

  @Override
  public void close() {
    OnnxRuntime.close(session);
  }
}
