package io.github.easyneg.onnx;

import io.github.easyneg.fixtures.TinyPairs;
import io.github.easyneg.mine.RelevanceGuard;
import io.github.easyneg.testkit.RelevanceGuardContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class OnnxRerankerContractTest extends RelevanceGuardContract {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path dir;

  private @Nullable OnnxReranker reranker;

  @Override
  protected RelevanceGuard guard() {
    OnnxReranker open = reranker;
    if (open == null) {
      try {
        open =
            OnnxReranker.load(
                TinyPairs.of(new float[] {0}, new float[] {0})
                    .word("der", 2)
                    .word("die", -3)
                    .crossEncoder(dir));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      reranker = open;
    }
    return open;
  }

  @AfterEach
  void close() {
    if (reranker != null) {
      reranker.close();
    }
  }
}
