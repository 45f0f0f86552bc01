package io.github.easyneg.onnx.internal.search;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.easyneg.internal.math.SearchKernel;
import io.github.easyneg.internal.math.VectorMatrix;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;

/** Scores one matrix, a thousand rows at a time; used by one thread. */
final class OnnxScorer implements SearchKernel.Scorer {
  /** Rows at a time: with 256 queries of 384 dimensions, all that is read and written is 3 MB. */
  private static final int WIDTH = 1024;

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final VectorMatrix matrix;
  // Outside the heap, where ONNX Runtime reads and writes without a copy.
  private final FloatBuffer queries;
  private final FloatBuffer passages;
  private final FloatBuffer scores;

  OnnxScorer(OrtEnvironment environment, OrtSession session, VectorMatrix matrix, int queries) {
    this.environment = environment;
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
    int dimension = matrix.dimension();
    try (OnnxTensor left = tensor(queries.flip(), asked.length, dimension);
        OnnxTensor right = tensor(passages.flip(), size, dimension);
        OnnxTensor product = tensor(scores.limit(asked.length * size), asked.length, size)) {
      // The result is the tensor that was given.
      session
          .run(
              Map.of(ProductModel.QUERIES, left, ProductModel.PASSAGES, right),
              Map.of(ProductModel.SCORES, product))
          .close();
      for (int q = 0; q < asked.length; q++) {
        scores.get(q * size, written[q], 0, size);
      }
    } catch (OrtException e) {
      throw OnnxSearchKernel.failed(e);
    }
  }

  private OnnxTensor tensor(FloatBuffer buffer, long rows, long columns) throws OrtException {
    return OnnxTensor.createTensor(environment, buffer, new long[] {rows, columns});
  }

  @Override
  public void close() {}
}
