package io.github.easyneg.internal.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.easyneg.data.DatasetFormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A row that a tolerant reader left out.
 *
 * @param line on which what is left out begins, from 1; a problem's own place may be a later line
 * @param lastLine of what is left out; {@code line} unless it stretches over several
 * @param problem what is wrong with it
 * @param text what the file has there, or where that is not known the record as JSON, the first
 *     {@value #TEXT} characters; empty if neither is known
 */
public record BadRow(int line, int lastLine, DatasetFormatException problem, String text) {
  /** Characters that are kept of a line. */
  public static final int TEXT = 4096;

  /** Returns the beginning of a text that is kept. */
  public static String beginning(String text) {
    if (text.length() <= TEXT) {
      return text;
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(TEXT - 1)) ? TEXT - 1 : TEXT);
  }

  /**
   * Returns the beginning of a record as JSON, for files that are not text, or of whose text
   * nothing is kept; empty if it cannot be written.
   */
  public static String beginning(Map<String, Object> record) {
    Beginning bytes = new Beginning();
    try {
      // Not closed: that would write what is beyond the beginning.
      JsonGenerator json = JsonValues.generator(bytes);
      JsonValues.write(json, "", record);
      json.flush();
    } catch (IOException | IllegalArgumentException e) {
      return bytes.isFull() ? beginning(bytes.text()) : "";
    }
    return beginning(bytes.text());
  }

  /** Takes no more than makes a beginning: a record may be a whole file. */
  private static final class Beginning extends OutputStream {
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    boolean isFull() {
      // A character takes up to three bytes, and where it takes four it counts as two.
      return kept.size() > 3 * TEXT;
    }

    /** What is cut in the middle of a character is beyond the beginning. */
    String text() {
      return kept.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      kept.write(bytes, offset, length);
      if (isFull()) {
        throw new IOException("that is enough");
      }
    }
  }
}
