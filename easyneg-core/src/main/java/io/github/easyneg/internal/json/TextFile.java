package io.github.easyneg.internal.json;

import io.github.easyneg.data.DatasetFormatException;
import io.github.easyneg.data.Place;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Opens a file of text as UTF-8: uncompressed, in whatever Unicode encoding it is written. */
public final class TextFile {
  private static final int BUFFER_BYTES = 1 << 16;

  private static final byte[] GIT_LFS =
      "version https://git-lfs.github.com/spec/".getBytes(StandardCharsets.US_ASCII);

  private TextFile() {}

  /** Opens a file; its own first bytes say whether it is compressed, and how it is encoded. */
  public static BufferedInputStream open(Path file) {
    InputStream in = null;
    try {
      in = Files.newInputStream(file);
      BufferedInputStream bytes = new BufferedInputStream(in, BUFFER_BYTES);
      in = bytes;
      bytes.mark(2);
      boolean gzip = bytes.read() == 0x1F && bytes.read() == 0x8B;
      bytes.reset();
      refuseGitLfs(file, bytes);
      if (gzip) {
        bytes = new BufferedInputStream(new WholeGzip(bytes), BUFFER_BYTES);
        in = bytes;
      }
      InputStream text = Transcoded.toUtf8(bytes);
      return text == bytes ? bytes : new BufferedInputStream(text, BUFFER_BYTES);
    } catch (IOException e) {
      closeQuietly(in, e);
      throw JsonRows.unreadable(String.valueOf(file.getFileName()), e);
    } catch (DatasetFormatException e) {
      closeQuietly(in, e);
      throw e;
    }
  }

  /** Git leaves three lines in place of a large file where git-lfs is not installed. */
  private static void refuseGitLfs(Path file, BufferedInputStream bytes) throws IOException {
    bytes.mark(GIT_LFS.length);
    boolean pointer = Arrays.equals(bytes.readNBytes(GIT_LFS.length), GIT_LFS);
    bytes.reset();
    if (pointer) {
      throw new DatasetFormatException(
          Place.of(String.valueOf(file.getFileName()), 1),
          "this is a git-lfs pointer, a few lines in place of the file's content; expected rows."
              + " Run 'git lfs install' and then 'git lfs pull' in the folder that git cloned, or"
              + " download the file by other means.",
          false,
          null);
    }
  }

  /** Returns a file's first bytes, uncompressed, but encoded as they are. */
  public static byte[] beginning(Path file, int bytes) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES)) {
      in.mark(2);
      boolean gzip = in.read() == 0x1F && in.read() == 0x8B;
      in.reset();
      return (gzip ? new WholeGzip(in) : in).readNBytes(bytes);
    } catch (IOException e) {
      throw JsonRows.unreadable(String.valueOf(file.getFileName()), e);
    }
  }

  /**
   * Compressed data, to their end. What follows them is not an end: it may be data whose header is
   * broken, which the class of the JDK passes over silently. Zeros are, though, which some programs
   * fill a block up with.
   */
  private static final class WholeGzip extends GZIPInputStream {
    private static final int TRAILER_BYTES = 8;

    WholeGzip(InputStream in) throws IOException {
      super(in, BUFFER_BYTES);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      if (read < 0 && somethingFollows()) {
        throw new ZipException("something follows the compressed data");
      }
      return read;
    }

    private boolean somethingFollows() throws IOException {
      for (int i = len - inf.getRemaining() + TRAILER_BYTES; i < len; i++) {
        if (buf[i] != 0) {
          return true;
        }
      }
      int next;
      do {
        next = in.read();
      } while (next == 0);
      return next > 0;
    }
  }

  private static void closeQuietly(@Nullable InputStream in, Exception cause) {
    if (in != null) {
      try {
        in.close();
      } catch (IOException e) {
        cause.addSuppressed(e);
      }
    }
  }
}
