package io.github.easyneg.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.github.easyneg.data.DatasetFormatException;
import io.github.easyneg.data.QaRow;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Reads a file's rows one by one: the file's frame here, a row in {@link JsonRow}. */
final class JsonRows implements Iterator<QaRow>, AutoCloseable {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .build();

  private final String file;
  private final JsonParser parser;
  private @Nullable QaRow next;
  private boolean inArray;
  private boolean afterArray;
  private boolean ended;
  private long rows;

  private JsonRows(String file, JsonParser parser) {
    this.file = file;
    this.parser = parser;
  }

  static JsonRows open(Path file) {
    String name = file.getFileName().toString();
    InputStream in = null;
    try {
      in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
      in.mark(2);
      boolean gzip = in.read() == 0x1F && in.read() == 0x8B;
      in.reset();
      InputStream text = gzip ? new GZIPInputStream(in, 1 << 16) : in;
      return new JsonRows(name, JSON.createParser(text));
    } catch (IOException e) {
      closeQuietly(in, e);
      throw unreadable(name, e);
    }
  }

  @Override
  public boolean hasNext() {
    if (next == null && !ended) {
      try {
        next = read();
      } catch (JsonProcessingException e) {
        throw new DatasetFormatException(
            file
                + ":"
                + line(e)
                + ": this is not valid JSON: "
                + inPlainWords(e.getOriginalMessage())
                + " Repair or remove the line.",
            e);
      } catch (IOException e) {
        throw unreadable(file, e);
      }
    }
    return next != null;
  }

  @Override
  public QaRow next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException();
    }
    QaRow row = next;
    next = null;
    return row;
  }

  private @Nullable QaRow read() throws IOException {
    JsonToken token = parser.nextToken();
    if (token == JsonToken.START_ARRAY && rows == 0 && !inArray && !afterArray) {
      inArray = true;
      token = parser.nextToken();
    }
    if (token == JsonToken.END_ARRAY && inArray) {
      inArray = false;
      afterArray = true;
      token = parser.nextToken();
    }
    if (token == null) {
      ended = true;
      if (rows == 0) {
        throw new DatasetFormatException(
            file
                + ": there are no rows; expected at least one object {\"contexts\", \"question\","
                + " \"answer\", \"positive_ctx_idx\"}.");
      }
      return null;
    }
    if (token != JsonToken.START_OBJECT || afterArray) {
      throw new DatasetFormatException(
          place()
              + (afterArray ? "something follows the array of rows" : "a row must be an object")
              + ", found "
              + JsonRow.describe(parser)
              + (afterArray
                  ? "; a file holds one array, or rows one after the other."
                  : "; expected {\"contexts\", \"question\", \"answer\", \"positive_ctx_idx\"}."));
    }
    rows++;
    String place = place();
    try {
      return JsonRow.read(parser);
    } catch (IllegalArgumentException e) {
      throw new DatasetFormatException(place + e.getMessage(), e);
    }
  }

  private String place() {
    return file + ":" + parser.currentTokenLocation().getLineNr() + ": ";
  }

  private int line(JsonProcessingException e) {
    // What exceeds a limit of the parser's is thrown without a place.
    JsonLocation place = e.getLocation() == null ? parser.currentLocation() : e.getLocation();
    return place.getLineNr();
  }

  /** Leaves out what the parser says to those who program with it. */
  private static String inPlainWords(String message) {
    return oneLine(
        message
            .replaceAll("\\[Source: [^;]*; (line: \\d+, column: \\d+)]", "$1")
            .replaceAll(": enable `[^`]*` to allow", "")
            .replaceAll(", from `[^`]*`\\)", ")"));
  }

  private static String oneLine(String message) {
    String flat = message.lines().map(String::strip).reduce((a, b) -> a + " " + b).orElse("");
    return flat.endsWith(".") ? flat : flat + ".";
  }

  private static RuntimeException unreadable(String file, IOException e) {
    if (e instanceof ZipException || e instanceof java.io.EOFException) {
      return new DatasetFormatException(
          file
              + ": the gzip data are broken ("
              + (e.getMessage() == null ? "the header is cut off" : e.getMessage())
              + "); fetch the file again.",
          e);
    }
    if (e instanceof java.io.CharConversionException) {
      return new DatasetFormatException(
          file + ": this is not valid UTF-8 (" + oneLine(String.valueOf(e.getMessage())) + ").", e);
    }
    return new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
  }

  private static void closeQuietly(@Nullable InputStream in, IOException cause) {
    if (in != null) {
      try {
        in.close();
      } catch (IOException e) {
        cause.addSuppressed(e);
      }
    }
  }

  @Override
  public void close() {
    try {
      parser.close();
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }
}
