package io.github.easyneg.internal.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is this class's own; who holds a folder, the tests of its users say. */
class FolderLockTest {

  @Test
  void anInterruptedRunGivesItsFolderUp(@TempDir Path folder) {
    FolderLock lock = take(folder);
    Thread.currentThread().interrupt();
    assertThatCode(lock::close).doesNotThrowAnyException();
    assertThat(Thread.interrupted()).isTrue();

    assertThatCode(() -> take(folder).close()).doesNotThrowAnyException();
  }

  private static FolderLock take(Path folder) {
    return FolderLock.take(folder, "work directory", Duration.ZERO, note -> {});
  }
}
