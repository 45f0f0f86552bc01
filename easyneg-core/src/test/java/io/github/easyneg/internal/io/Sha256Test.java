package io.github.easyneg.internal.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Sha256Test {

  /** The example of FIPS 180-2, appendix B.1. */
  @Test
  void fileAndTextHaveTheHashOfTheStandard(@TempDir Path folder) throws IOException {
    String hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assertThat(Sha256.of("abc")).isEqualTo(hash);
    assertThat(Sha256.of(Files.writeString(folder.resolve("abc.txt"), "abc"))).isEqualTo(hash);
  }

  @Test
  void aFileThatIsGoneIsNamed(@TempDir Path folder) {
    Path gone = folder.resolve("gone.jsonl");
    assertThatThrownBy(() -> Sha256.of(gone))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(
            gone
                + " cannot be read to take its hash: there is no such file; leave the data where"
                + " they are until the run has ended.");
  }
}
