package io.github.easyneg.onnx.internal.search;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.easyneg.internal.math.SearchKernel;
import io.github.easyneg.internal.math.VectorMatrix;
import io.github.easyneg.onnx.internal.runtime.OnnxRuntime;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;

/** Scores one matrix, a thousand rows at a time; used by one thread. */
final class OnnxScorer implements SearchKernel.Scorer {
  /** Rows at a time: with 256 queries of 384 dimensions, all that is read and written is 3 MB. */
  private static final int WIDTH = 1024;

  private final OrtSession session;
  private final VectorMatrix matrix;
  // Outside the heap, where ONNX Runtime reads and writes without a copy.
  private final FloatBuffer queries;
  private final FloatBuffer passages;
  private final FloatBuffer scores;

  OnnxScorer(OrtSession session, VectorMatrix matrix, int queries) {
    this.session = session;
    this.matrix = matrix;
    this.queries = direct(queries * matrix.dimension());
    this.passages = direct(WIDTH * matrix.dimension());
    this.scores = direct(queries * WIDTH);
  }

  private static FloatBuffer direct(int floats) {
    return ByteBuffer.allocateDirect(floats * Float.BYTES)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  @Override
  public int width() {
    return WIDTH;
  }

  @Override
  public float error() {
    return SearchKernel.errorOfAnyOrder(matrix.dimension());
  }

  @Override
  public void score(float[][] asked, int first, int size, float[][] written) {
    queries.clear();
    for (float[] query : asked) {
      queries.put(query);
    }
    passages.clear();
    matrix.copy(first, size, passages);
    scores.clear();
    try {
      boolean ignored =
          OnnxRuntime.call(
              environment -> {
                multiply(environment, asked.length, size);
                return true;
              });
      for (int q = 0; q < asked.length; q++) {
        scores.get(q * size, written[q], 0, size);
      }
    } catch (OrtException | IOException e) {
      throw OnnxSearchKernel.failed(e);
    }
  }

  private void multiply(OrtEnvironment environment, int asked, int size) throws OrtException {
    int dimension = matrix.dimension();
    try (OnnxTensor left = tensor(environment, queries.flip(), asked, dimension);
        OnnxTensor right = tensor(environment, passages.flip(), size, dimension);
        OnnxTensor product = tensor(environment, scores.limit(asked * size), asked, size)) {
      // The result is the tensor that was given.
      OnnxRuntime.run(
              session,
              Map.of(ProductModel.QUERIES, left, ProductModel.PASSAGES, right),
              Map.of(ProductModel.SCORES, product))
          .close();
    }
  }

  private static OnnxTensor tensor(
      OrtEnvironment environment, FloatBuffer buffer, long rows, long columns) throws OrtException {
    return OnnxTensor.createTensor(environment, buffer, new long[] {rows, columns});
  }

  @Override
  public void close() {}
}
