package io.github.easyneg.onnx;

import io.github.easyneg.fixtures.TinyPairs;
import io.github.easyneg.mine.BatchGuard;
import io.github.easyneg.testkit.BatchGuardContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class OnnxReaderContractTest extends BatchGuardContract {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path dir;

  private @Nullable OnnxReader reader;

  @Override
  protected BatchGuard guard() {
    OnnxReader open = reader;
    if (open == null) {
      try {
        open =
            OnnxReader.load(
                TinyPairs.of(OnnxReaderTest.log(3, 3), OnnxReaderTest.log(1, 1)).reader(dir));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      reader = open;
    }
    return open;
  }

  @AfterEach
  void close() {
    if (reader != null) {
      reader.close();
    }
  }
}
