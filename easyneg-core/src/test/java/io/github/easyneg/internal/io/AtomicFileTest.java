package io.github.easyneg.internal.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.easyneg.fixture.ChildJvm;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @Test
  void theFileAppearsAtCommitAndNotBefore() throws IOException {
    Path file = folder.resolve("a.txt");
    try (AtomicFile atomic = AtomicFile.create(file)) {
      atomic.out().write("grün".getBytes(StandardCharsets.UTF_8));
      assertThat(file).doesNotExist();
      atomic.commit();
    }
    assertThat(file).hasContent("grün");
    assertThat(names()).containsExactly("a.txt");
  }

  @Test
  void withoutACommitTheOldFileStaysAndNothingElse() throws IOException {
    Path file = Files.writeString(folder.resolve("a.txt"), "old");
    try (AtomicFile atomic = AtomicFile.create(file)) {
      atomic.out().write(new byte[1 << 20]);
      assertThat(names()).hasSize(2).anyMatch(name -> name.matches("\\.a\\.txt\\.[0-9a-f]+\\.tmp"));
    }
    assertThat(file).hasContent("old");
    assertThat(names()).containsExactly("a.txt");
  }

  @Test
  void aCommitReplacesTheOldFile() throws IOException {
    Path file = Files.writeString(folder.resolve("a.txt"), "old");
    AtomicFile.write(file, "new");
    assertThat(file).hasContent("new");
  }

  @Test
  void whoIsToldOfAnInterruptFindsTheOldFile() throws Exception {
    for (int i = 0; i < 300; i++) {
      Path file = Files.writeString(folder.resolve("a" + i + ".txt"), "old");
      AtomicBoolean told = new AtomicBoolean();
      Thread writer =
          new Thread(
              () -> {
                try {
                  AtomicFile.write(file, "new");
                } catch (CancellationException e) {
                  told.set(true);
                }
              });
      writer.start();
      LockSupport.parkNanos(10_000L * i);
      writer.interrupt();
      writer.join();
      assertThat(file).hasContent(told.get() ? "old" : "new");
    }
    assertThat(names()).hasSize(300);
  }

  @Test
  void twoWritersOfOneNameDoNotDisturbEachOther() throws IOException {
    Path file = folder.resolve("a.txt");
    try (AtomicFile first = AtomicFile.create(file);
        AtomicFile second = AtomicFile.create(file)) {
      first.out().write('1');
      second.out().write('2');
      second.commit();
      assertThat(file).hasContent("2");
      first.commit();
    }
    assertThat(file).hasContent("1");
    assertThat(names()).containsExactly("a.txt");
  }

  @Test
  void aTemporaryFileThatSomebodyDeletedIsNotToldAsAFolder() throws IOException {
    Path file = folder.resolve("a.txt");
    try (AtomicFile atomic = AtomicFile.create(file)) {
      Files.delete(folder.resolve(names().get(0)));
      assertThatThrownBy(atomic::commit)
          .isInstanceOf(UncheckedIOException.class)
          .hasMessage(
              file
                  + " could not be written: its temporary file was deleted meanwhile; write"
                  + " elsewhere, or check the disk. Nothing of it was left behind.");
    }
  }

  @Test
  void aSecondCommitIsRefused() {
    Path file = folder.resolve("a.txt");
    try (AtomicFile atomic = AtomicFile.create(file)) {
      atomic.commit();
      assertThatThrownBy(atomic::commit)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(file + " was closed before; a file is committed once.");
    }
  }

  @Test
  void aLinkStaysALinkAndItsTargetIsReplaced() throws IOException {
    Path real = Files.writeString(folder.resolve("real.txt"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link.txt"), Path.of("real.txt"));
    AtomicFile.write(link, "new");
    assertThat(link).isSymbolicLink();
    assertThat(real).hasContent("new");
  }

  @Test
  void aLinkToNowhereIsNamed() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link.txt"), Path.of("gone.txt"));
    assertThatThrownBy(() -> AtomicFile.create(link))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(
            link
                + " is a symbolic link to gone.txt, which does not exist; create that, or remove"
                + " the link.");
  }

  @Test
  void aMissingFolderIsNamed() {
    Path file = folder.resolve("no/a.txt");
    assertThatThrownBy(() -> AtomicFile.create(file))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(
            file
                + ": the folder "
                + folder.resolve("no")
                + " does not exist; create it, or write elsewhere.");
  }

  @Test
  void aFileForAFolderIsNamed() throws IOException {
    Path notAFolder = Files.writeString(folder.resolve("b"), "");
    Path file = notAFolder.resolve("a.txt");
    assertThatThrownBy(() -> AtomicFile.create(file))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(file + ": " + notAFolder + " is a file, not a folder; write elsewhere.");
  }

  @Test
  void aFolderForAFileIsNamed() {
    assertThatThrownBy(() -> AtomicFile.create(folder))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(
            folder
                + " is a folder; name a file in it, such as "
                + folder.resolve("train.jsonl")
                + ".");
  }

  @Test
  void aDeviceIsNotReplaced() {
    Path device = Path.of("/dev/null");
    assumeTrue(Files.exists(device), "this system has no /dev/null");
    assertThatThrownBy(() -> AtomicFile.create(device))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("/dev/null is a device or a pipe, which cannot be replaced; name a file.");
  }

  @Test
  void aFolderThatMayNotBeWrittenIsNamed() {
    Path file = folder.resolve("a.txt");
    String message =
        file
            + ": the folder "
            + folder
            + " may not be written; change its permissions, or write elsewhere.";
    assertThat(AtomicFile.failed(file, new AccessDeniedException("x"))).hasMessage(message);
    assertThat(AtomicFile.failed(file, new ReadOnlyFileSystemException())).hasMessage(message);
    assertThat(
            AtomicFile.failed(
                file, new FileSystemException(file.toString(), null, "Read-only file system")))
        .hasMessage(message);
  }

  /** Nobody writes there, whoever may write everywhere else, as root may. */
  @Test
  void aFolderOfTheKernelsMayNotBeWritten() {
    Path kernels = Path.of("/sys/kernel");
    assumeTrue(Files.isDirectory(kernels), "this system has no /sys/kernel");
    assertThatThrownBy(() -> AtomicFile.create(kernels.resolve("a.txt")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(
            "/sys/kernel/a.txt: the folder /sys/kernel may not be written; change its permissions,"
                + " or write elsewhere.");
  }

  @Test
  void aFullDiskIsNamed() {
    assertThat(AtomicFile.failed(Path.of("a.txt"), new IOException("No space left on device")))
        .hasMessage(
            "a.txt could not be written: No space left on device; free some space, or write"
                + " elsewhere. Nothing of it was left behind.");
  }

  @Test
  void anyOtherFailureOfTheDiskIsNamed() {
    assertThat(AtomicFile.failed(Path.of("a.txt"), new IOException("Input/output error")))
        .hasMessage(
            "a.txt could not be written: Input/output error; write elsewhere, or check the disk."
                + " Nothing of it was left behind.");
  }

  @Test
  void theEndOfTheJvmLeavesNothingBehind() throws Exception {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Unfinished.class.getName(),
                folder.resolve("a.txt").toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      assertThat(child.inputReader().readLine()).isEqualTo("begun");
      assertThat(names()).hasSize(1);
      child.destroy();
      assertThat(child.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(names()).isEmpty();
    } finally {
      child.destroyForcibly();
    }
  }

  /** Begins a file and waits to be ended. */
  static final class Unfinished {
    public static void main(String[] args) throws Exception {
      try (AtomicFile atomic = AtomicFile.create(Path.of(args[0]))) {
        atomic.out().write(new byte[1 << 20]);
        System.out.println("begun");
        Thread.sleep(TimeUnit.MINUTES.toMillis(10));
      }
    }
  }

  @Test
  void aJvmThatEndsWhileFilesAreBegunLeavesNothingBehind() throws Exception {
    try (ChildJvm child = ChildJvm.start(Beginning.class, folder)) {
      assertThat(child.finish())
          .matches(
              "begun\n\\Qthe program is ending; %s\\E\\d+ was not written\n"
                  .formatted(folder.resolve("a")));
    }
    assertThat(names()).isEmpty();
  }

  /** Begins files without end, and ends in the midst of it. */
  static final class Beginning {
    public static void main(String[] args) throws Exception {
      CountDownLatch begun = new CountDownLatch(20);
      CountDownLatch meanwhile = new CountDownLatch(300);
      new Thread(() -> begin(Path.of(args[0]), begun, meanwhile)).start();
      begun.await();
      System.out.println("begun");
      // Holds the end up, until no more files are begun, or far too many.
      Runtime.getRuntime().addShutdownHook(new Thread(() -> await(meanwhile)));
      System.exit(0);
    }

    private static void begin(Path folder, CountDownLatch begun, CountDownLatch meanwhile) {
      try {
        for (int i = 0; ; i++) {
          AtomicFile unused = AtomicFile.create(folder.resolve("a" + i));
          (begun.getCount() > 0 ? begun : meanwhile).countDown();
        }
      } catch (CancellationException e) {
        System.out.println(e.getMessage());
        while (meanwhile.getCount() > 0) {
          meanwhile.countDown();
        }
      }
    }

    private static void await(CountDownLatch latch) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  private List<String> names() {
    File[] files = folder.toFile().listFiles();
    return files == null ? List.of() : List.of(files).stream().map(File::getName).sorted().toList();
  }
}
