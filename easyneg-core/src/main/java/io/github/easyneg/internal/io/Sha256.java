package io.github.easyneg.internal.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 as 64 hex digits, as {@code sha256sum} prints it. */
public final class Sha256 {
  private static final int BUFFER_BYTES = 1 << 16;

  private Sha256() {}

  /**
   * Returns the hash of a file's bytes.
   *
   * @throws UncheckedIOException if the file cannot be read
   */
  public static String of(Path file) {
    MessageDigest sha256 = digest();
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha256)) {
      int read;
      do {
        read = in.read(buffer);
      } while (read >= 0);
    } catch (IOException e) {
      throw new UncheckedIOException(
          file
              + " cannot be read to take its hash: "
              + Reason.of(e)
              + "; leave the data where they are until the run has ended.",
          e);
    }
    return HexFormat.of().formatHex(sha256.digest());
  }

  /** Returns the hash of a text in UTF-8. */
  public static String of(String text) {
    return HexFormat.of().formatHex(digest().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
