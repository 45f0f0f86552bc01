package io.github.easyneg.internal.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
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

  /** In a folder that others may write, the name of the lock can be a link to any file. */
  @Test
  void aLinkInThePlaceOfTheLockIsRefusedAndWhatItPointsToStays(@TempDir Path folder)
      throws Exception {
    Path precious = Files.writeString(folder.resolve("precious.txt"), "precious\n");
    Path work = Files.createDirectory(folder.resolve("work"));
    link(work.resolve("in-use.lock"), precious);
    assertThatThrownBy(() -> take(work))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(
            work.toRealPath().resolve("in-use.lock")
                + " is a symbolic link, where easyneg expects a lock file of its own; remove the"
                + " link, or name another directory.");
    assertThat(precious).hasContent("precious\n");

    Files.delete(work.resolve("in-use.lock"));
    assertThatCode(() -> take(work).close()).doesNotThrowAnyException();
  }

  @Test
  void aLinkToNothingMakesNoFileElsewhere(@TempDir Path folder) throws Exception {
    Path work = Files.createDirectory(folder.resolve("work"));
    link(work.resolve("in-use.lock"), folder.resolve("elsewhere"));
    assertThatThrownBy(() -> take(work)).hasMessageContaining(" is a symbolic link, ");
    assertThat(folder.resolve("elsewhere")).doesNotExist();
  }

  @Test
  void aFileThatEasynegDidNotWriteIsNotEmptied(@TempDir Path folder) throws Exception {
    Path precious = Files.writeString(folder.resolve("precious.txt"), "precious\n");
    Path lock = folder.resolve("in-use.lock");
    Files.createLink(lock, precious);
    assertThatThrownBy(() -> take(folder))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(
            folder.toRealPath().resolve("in-use.lock")
                + " was not written by easyneg; expected the lock file of a run, which names its"
                + " process. Rename it, or name another directory.");
    assertThat(precious).hasContent("precious\n");

    Files.delete(lock);
    assertThatCode(() -> take(folder).close()).doesNotThrowAnyException();
  }

  @Test
  void aPipeInThePlaceOfTheLockIsRefusedAtOnce(@TempDir Path folder) throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")), "there is no mkfifo");
    Path pipe = folder.resolve("in-use.lock");
    Process mkfifo = new ProcessBuilder("/usr/bin/mkfifo", pipe.toString()).start();
    assertThat(mkfifo.waitFor()).isZero();
    assertThatThrownBy(() -> take(folder))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(
            folder.toRealPath().resolve("in-use.lock")
                + " is not a regular file, where easyneg expects a lock file of its own; remove it,"
                + " or name another directory.");
  }

  @Test
  void anEmptyFileOfAnotherNameIsNotWrittenTo(@TempDir Path folder) throws Exception {
    Path empty = Files.createFile(folder.resolve("empty.txt"));
    Files.createLink(folder.resolve("in-use.lock"), empty);
    assertThatThrownBy(() -> take(folder)).hasMessageContaining(" has another name as well; ");
    assertThat(empty).isEmptyFile();
  }

  @Test
  void aFolderInThePlaceOfTheLockIsNamed(@TempDir Path folder) throws Exception {
    Path unused = Files.createDirectory(folder.resolve("in-use.lock"));
    assertThatThrownBy(() -> take(folder))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(
            folder.toRealPath().resolve("in-use.lock")
                + " is not a regular file, where easyneg expects a lock file of its own; remove it,"
                + " or name another directory.");
  }

  @Test
  void whatAKilledRunLeftIsTakenOver(@TempDir Path folder) throws Exception {
    Files.writeString(
        folder.resolve("in-use.lock"), "process 4711 on host since 2026-01-01T00:00:00Z");
    assertThatCode(() -> take(folder).close()).doesNotThrowAnyException();
    assertThat(folder.resolve("in-use.lock")).isEmptyFile();
  }

  private static void link(Path link, Path target) {
    try {
      Path unused = Files.createSymbolicLink(link, target);
    } catch (IOException | UnsupportedOperationException e) {
      assumeTrue(false, "there are no symbolic links here");
    }
  }

  private static FolderLock take(Path folder) {
    return FolderLock.take(folder, "work directory", Duration.ZERO, note -> {});
  }
}
