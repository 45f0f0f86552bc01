package io.github.easyneg.onnx.internal.search;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import io.github.easyneg.internal.math.SearchKernel;
import io.github.easyneg.internal.math.VectorMatrix;

/**
 * Scores by ONNX Runtime's matrix multiplication, which knows the processor better than Java's
 * compiler does and needs no flag of the JVM. One thread a call: the rows of a run are shared out
 * to threads already.
 */
public final class OnnxSearchKernel implements SearchKernel {
  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  // Open as long as the kernel: some kilobytes, without weights.
  private final OrtSession session;

  /**
   * Loads ONNX Runtime.
   *
   * @throws IllegalStateException if it does not run here
   */
  public OnnxSearchKernel() {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
      this.session = environment.createSession(ProductModel.bytes(), options);
    } catch (OrtException e) {
      throw failed(e);
    }
  }

  @Override
  public String name() {
    return "ONNX Runtime " + environment.getVersion();
  }

  @Override
  public Scorer open(VectorMatrix matrix, int queries) {
    return new OnnxScorer(environment, session, matrix, queries);
  }

  static IllegalStateException failed(OrtException e) {
    return new IllegalStateException(
        "ONNX Runtime cannot multiply matrices here: "
            + e.getMessage()
            + ". Take another version of com.microsoft.onnxruntime:onnxruntime.",
        e);
  }
}
