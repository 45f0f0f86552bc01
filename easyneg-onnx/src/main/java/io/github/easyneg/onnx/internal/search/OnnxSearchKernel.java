package io.github.easyneg.onnx.internal.search;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import io.github.easyneg.internal.math.SearchKernel;
import io.github.easyneg.internal.math.VectorMatrix;
import io.github.easyneg.onnx.internal.runtime.OnnxRuntime;
import java.io.IOException;

/**
 * Scores by ONNX Runtime's matrix multiplication, which uses the processor better than Java's
 * compiler does and requires no JVM flag. Each call uses one thread: the rows of a run are
 * distributed over threads already.
 */
public final class OnnxSearchKernel implements SearchKernel {
  // Open as long as the kernel: some kilobytes, without weights.
  private final OrtSession session;

  /**
   * Loads ONNX Runtime.
   *
   * @throws IllegalStateException if it does not run here
   */
  public OnnxSearchKernel() {
    try {
      this.session = OnnxRuntime.call(OnnxSearchKernel::open);
    } catch (OrtException | IOException e) {
      throw failed(e);
    }
  }

  private static OrtSession open(OrtEnvironment environment) throws OrtException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      return environment.createSession(ProductModel.bytes(), options);
    }
  }

  @Override
  public String name() {
    return "ONNX Runtime " + OnnxRuntime.version();
  }

  @Override
  public Scorer open(VectorMatrix matrix, int queries) {
    return new OnnxScorer(session, matrix, queries);
  }

  static IllegalStateException failed(Exception e) {
    return new IllegalStateException(
        "ONNX Runtime cannot multiply matrices here: "
            + e.getMessage()
            + ". Take another version of com.microsoft.onnxruntime:onnxruntime.",
        e);
  }
}
