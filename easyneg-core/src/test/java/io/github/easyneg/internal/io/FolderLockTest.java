package io.github.easyneg.internal.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CancellationException;
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

  @Test
  void anInterruptedRunTakesNoFolder(@TempDir Path folder) {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> take(folder))
        .isInstanceOf(CancellationException.class)
        .hasMessage("interrupted; nothing was written");
    assertThat(Thread.interrupted()).isTrue();

    assertThatCode(() -> take(folder).close()).doesNotThrowAnyException();
  }

  @Test
  void aDiskThatTakesNoNameLeavesTheFolderToTheNext(@TempDir Path folder) throws Exception {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full));
    Path name = Files.createSymbolicLink(folder.resolve("in-use.lock"), full);
    assertThatThrownBy(() -> take(folder))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith(folder.toRealPath() + " cannot be used: ");

    Files.delete(name);
    assertThatCode(() -> take(folder).close()).doesNotThrowAnyException();
  }

  private static FolderLock take(Path folder) {
    return FolderLock.take(folder, "work directory", Duration.ZERO, note -> {});
  }
}
