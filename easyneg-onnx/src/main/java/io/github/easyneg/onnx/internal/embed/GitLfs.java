package io.github.easyneg.onnx.internal.embed;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Recognises pointer files, the three lines of text that git leaves in place of a large file where
 * git-lfs is not installed.
 *
 * @see <a href="https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md">The specification</a>
 */
final class GitLfs {
  private static final byte[] BEGINNING =
      "version https://git-lfs.github.com/spec/".getBytes(StandardCharsets.US_ASCII);

  /** The specification's own limit. */
  private static final long MOST_BYTES = 1024;

  private GitLfs() {}

  /**
   * Rejects a pointer; any other file passes, even a missing one.
   *
   * @throws IllegalArgumentException if the file is a pointer
   */
  static void refusePointer(Path file) {
    if (isPointer(file)) {
      throw new IllegalArgumentException(
          file
              + " is a git-lfs pointer, a few lines in place of the file's content; expected the"
              + " content. Run 'git lfs install' and then 'git lfs pull' in the folder that git"
              + " cloned, or download the file by other means.");
    }
  }

  private static boolean isPointer(Path file) {
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
        return false;
      }
      try (InputStream in = Files.newInputStream(file)) {
        return Arrays.equals(in.readNBytes(BEGINNING.length), BEGINNING);
      }
    } catch (IOException e) {
      // Whatever reads the file next reports what is wrong with it.
      return false;
    }
  }
}
