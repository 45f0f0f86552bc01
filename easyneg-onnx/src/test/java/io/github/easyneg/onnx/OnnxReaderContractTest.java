package io.github.easyneg.onnx;

import io.github.easyneg.fixtures.TinyPairs;
import io.github.easyneg.mine.ReadingGuard;
import io.github.easyneg.testkit.ReadingGuardContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class OnnxReaderContractTest extends ReadingGuardContract {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path dir;

  private @Nullable OnnxReader reader;

  @Override
  protected ReadingGuard guard() {
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
