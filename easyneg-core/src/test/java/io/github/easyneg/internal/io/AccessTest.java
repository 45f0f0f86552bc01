package io.github.easyneg.internal.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may read a file that replaces another. */
class AccessTest {
  private final Path folder;
  private final Path file;

  AccessTest(@TempDir Path folder) {
    this.folder = folder;
    this.file = folder.resolve("train.jsonl");
  }

  @BeforeEach
  void needsPosix() {
    assumeTrue(
        folder.getFileSystem().supportedFileAttributeViews().contains("posix"), "needs POSIX");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-------", "rw-r-----", "rw-rw-rw-", "r--------", "rwxr-x---"})
  void aReplacedFileGivesItsMode(String mode) throws IOException {
    Files.writeString(file, "old");
    Path unused = Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));

    AtomicFile.write(file, "new");

    assertThat(file).hasContent("new");
    assertThat(modeOf(file)).isEqualTo(mode);
  }

  @Test
  void whatIsWrittenYetIsPrivate() throws IOException {
    Files.writeString(file, "old");
    try (AtomicFile atomic = AtomicFile.create(file);
        Stream<Path> files = Files.list(folder)) {
      Path temporary = files.filter(path -> !path.equals(file)).findFirst().orElseThrow();
      assertThat(modeOf(temporary)).isEqualTo("rw-------");
      atomic.commit();
    }
  }

  @Test
  void aNewFileHasTheModeOfAnyNewFile() throws IOException {
    Path other = Files.writeString(folder.resolve("other"), "x");

    AtomicFile.write(file, "new");

    assertThat(modeOf(file)).isEqualTo(modeOf(other));
  }

  @Test
  void theFileBehindALinkGivesItsMode() throws IOException {
    Files.writeString(file, "old");
    Path unused = Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);

    AtomicFile.write(link, "new");

    assertThat(link).isSymbolicLink();
    assertThat(file).hasContent("new");
    assertThat(modeOf(file)).isEqualTo("rw-------");
  }

  @Test
  void aReplacedFileGivesItsOwnerAndGroupWhereThisProcessMaySetThem() throws IOException {
    assumeTrue(System.getProperty("user.name", "").equals("root"), "needs root");
    UserPrincipal nobody =
        folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
    Files.writeString(file, "old");
    Files.getFileAttributeView(file, FileOwnerAttributeView.class).setOwner(nobody);
    Files.getFileAttributeView(file, PosixFileAttributeView.class)
        .setGroup(
            folder
                .getFileSystem()
                .getUserPrincipalLookupService()
                .lookupPrincipalByGroupName("daemon"));
    Path unused = Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

    AtomicFile.write(file, "new");

    PosixFileAttributes attributes = Files.readAttributes(file, PosixFileAttributes.class);
    assertThat(attributes.owner()).isEqualTo(nobody);
    assertThat(attributes.group().getName()).isEqualTo("daemon");
    assertThat(modeOf(file)).isEqualTo("rw-r-----");
  }

  private static String modeOf(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
