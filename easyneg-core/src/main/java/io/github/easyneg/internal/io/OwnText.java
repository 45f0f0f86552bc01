package io.github.easyneg.internal.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts that are written for people to change, such as a configuration or a card. Their last line
 * holds a checksum of the others, so that a later run can tell what it may replace: only what was
 * written here and nobody changed since.
 */
public final class OwnText {
  private static final String SAYS =
      "easyneg wrote the lines above (checksum %s); once they are changed, it replaces them no"
          + " more";

  private static final Pattern LAST_LINE =
      Pattern.compile(
          "(?:# |<!-- )\\Q"
              + SAYS.replace("%s", "\\E(?<sum>[0-9a-f]{16})\\Q")
              + "\\E(?: -->)?\n?\\z");

  /** More than any such text has; a longer file is somebody else's. */
  private static final long MOST_BYTES = 1 << 20;

  private OwnText() {}

  /** Returns a text of whole lines and its last line, as a comment of YAML. */
  public static String yaml(String text) {
    return text + "# " + SAYS.replace("%s", checksum(text)) + "\n";
  }

  /** Returns a text of whole lines and its last line, as a comment of Markdown or HTML. */
  public static String markdown(String text) {
    return text + "<!-- " + SAYS.replace("%s", checksum(text)) + " -->\n";
  }

  /**
   * Refuses to replace what somebody else wrote or changed.
   *
   * @throws UncheckedIOException if there is such a file, or it cannot be read
   */
  public static void requireReplaceable(Path file) {
    try {
      if (Files.exists(file) && !Files.isDirectory(file) && !isOwn(file)) {
        throw new UncheckedIOException(
            file
                + " was written or changed by somebody else, and only what easyneg wrote is"
                + " replaced; move it away, or write elsewhere.",
            new FileAlreadyExistsException(file.toString()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          file + " cannot be read: " + Reason.of(e) + "; move it away, or write elsewhere.", e);
    }
  }

  private static boolean isOwn(Path file) throws IOException {
    if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
      return false;
    }
    // Line ends are git's affair, which may check a file out with others.
    String text =
        new String(Files.readAllBytes(file), StandardCharsets.UTF_8).replace("\r\n", "\n");
    Matcher last = LAST_LINE.matcher(text);
    return last.find() && last.group("sum").equals(checksum(text.substring(0, last.start())));
  }

  private static String checksum(String text) {
    return Sha256.of(text).substring(0, 16);
  }
}
