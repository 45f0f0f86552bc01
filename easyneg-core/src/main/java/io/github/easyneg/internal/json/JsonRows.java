package io.github.easyneg.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.async.ByteArrayFeeder;
import io.github.easyneg.data.DatasetFormatException;
import io.github.easyneg.data.Place;
import io.github.easyneg.internal.io.Reason;
import io.github.easyneg.internal.text.ParserWords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file's objects one by one: the file's frame here, an object in its {@link Reader}.
 *
 * <p>After a {@link DatasetFormatException} about one object, whose JSON is sound, reading can go
 * on with the next; after any other there is nothing to go on with.
 *
 * @param <T> what an object becomes
 */
public final class JsonRows<T> implements Iterator<T>, AutoCloseable {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          // TextFile has seen to that; the parser would guess again in the midst of a file.
          .disable(JsonFactory.Feature.CHARSET_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .build();

  /**
   * Reads one object.
   *
   * @param <T> what it becomes
   */
  public interface Reader<T> {
    /**
     * Reads the object that the parser is at, to its end.
     *
     * @throws IllegalArgumentException if it is not as expected; the message does not name the
     *     place
     */
    T read(JsonParser parser) throws IOException;

    /** Returns what an object looks like, for messages. */
    String expected();
  }

  /** What a text is, taken as JSON. */
  enum Soundness {
    /** Sound from its beginning to its end. */
    WHOLE,
    /** Perhaps sound as far as it goes. */
    CUT_OFF,
    /** Unsound, whatever may follow. */
    BROKEN
  }

  /** By the names of arrays that hold records, a field of such a record. */
  private static final Map<String, Set<String>> WRAPPED =
      Map.of("data", Set.of("paragraphs", "pos_doc"), "examples", Set.of("reference_contexts"));

  private final String file;
  private final JsonParser parser;
  private final Reader<T> reader;
  private final int linesBefore;
  private final boolean mayBeArray;
  private final String wrapper;
  private @Nullable T next;
  private int line;
  private int lastLine;
  private boolean inRow;
  private boolean inArray;
  private boolean inWrapper;
  private boolean afterArray;
  private boolean ended;
  private long rows;

  private JsonRows(
      String file,
      JsonParser parser,
      Reader<T> reader,
      int linesBefore,
      boolean mayBeArray,
      String wrapper) {
    this.wrapper = wrapper;
    this.file = file;
    this.parser = parser;
    this.reader = reader;
    this.linesBefore = linesBefore;
    this.mayBeArray = mayBeArray;
  }

  /** Reads a piece of a file that is in memory, and that begins after some lines. */
  static <T> JsonRows<T> of(String file, int linesBefore, byte[] text, Reader<T> reader) {
    try {
      return new JsonRows<>(file, JSON.createParser(text), reader, linesBefore, false, "");
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** Reads a file. */
  public static <T> JsonRows<T> open(Path file, Reader<T> reader) {
    return open(file, reader, "");
  }

  /**
   * Reads a file that is one object.
   *
   * @param wrapper the name of its field that is an array of what to read; empty where the file
   *     holds that itself
   */
  static <T> JsonRows<T> open(Path file, Reader<T> reader, String wrapper) {
    String name = String.valueOf(file.getFileName());
    try {
      return new JsonRows<>(name, JSON.createParser(TextFile.open(file)), reader, 0, true, wrapper);
    } catch (IOException e) {
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
            Place.of(file, line(e)),
            "this is not valid JSON: "
                + inPlainWords(e.getOriginalMessage())
                + (inRow && line != line(e)
                    ? " Repair or remove the row, which begins on line " + line + "."
                    : " Repair or remove the line."),
            true,
            e);
      } catch (IOException e) {
        throw unreadable(file, e);
      }
    }
    return next != null;
  }

  @Override
  public T next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException();
    }
    T row = next;
    next = null;
    return row;
  }

  private @Nullable T read() throws IOException {
    JsonToken token = parser.nextToken();
    if (token == JsonToken.START_ARRAY && mayBeArray && rows == 0 && !inArray && !afterArray) {
      inArray = true;
      token = parser.nextToken();
    } else if (!wrapper.isEmpty() && !inWrapper && token == JsonToken.START_OBJECT) {
      inWrapper = true;
      inArray = findWrapped();
      token = parser.nextToken();
    }
    if (token == JsonToken.END_ARRAY && inArray) {
      inArray = false;
      afterArray = true;
      token = inWrapper ? afterWrapper() : parser.nextToken();
    }
    if (token == null) {
      ended = true;
      if (rows == 0) {
        throw new DatasetFormatException(
            Place.of(file),
            "there are no rows; expected at least one object " + reader.expected() + ".",
            false,
            null);
      }
      return null;
    }
    rows++;
    line = linesBefore + parser.currentTokenLocation().getLineNr();
    lastLine = line;
    if (token != JsonToken.START_OBJECT || afterArray) {
      String found = JsonRecord.describe(parser);
      skipChildren(token);
      throw new DatasetFormatException(
          Place.of(file, line),
          (afterArray ? "something follows the array of rows" : "a row must be an object")
              + ", found "
              + found
              + (afterArray
                  ? "; a file holds one array, or rows one after the other."
                  : "; expected " + reader.expected() + "."),
          false,
          null);
    }
    inRow = true;
    try {
      T row = reader.read(parser);
      inRow = false;
      noteLastLine();
      return row;
    } catch (IllegalArgumentException e) {
      inRow = false;
      noteLastLine();
      throw new DatasetFormatException(
          Place.of(file, line), String.valueOf(e.getMessage()), false, e);
    }
  }

  /** Goes on to the beginning of the wrapper's array; tells whether there is one. */
  private boolean findWrapped() throws IOException {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      boolean found = parser.currentName().equals(wrapper);
      if (parser.nextToken() == JsonToken.START_ARRAY && found) {
        return true;
      }
      parser.skipChildren();
    }
    return false;
  }

  /** Passes over what the wrapper has after its array. */
  private @Nullable JsonToken afterWrapper() throws IOException {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      parser.nextToken();
      parser.skipChildren();
    }
    return parser.nextToken();
  }

  private void skipChildren(JsonToken token) throws IOException {
    // A number or a text ends on its line, and the parser may be on the next.
    if (token.isStructStart()) {
      parser.skipChildren();
      noteLastLine();
    }
  }

  private void noteLastLine() {
    lastLine = linesBefore + parser.currentLocation().getLineNr();
  }

  /** A text that comes in pieces; each byte is looked at once, however many the pieces are. */
  static final class Growing implements AutoCloseable {
    private final JsonParser parser;
    private final ByteArrayFeeder feeder;
    private boolean closed;
    private int depth;
    private int lowest;

    Growing() {
      try {
        this.parser = JSON.createNonBlockingByteArrayParser();
        this.feeder = (ByteArrayFeeder) parser.getNonBlockingInputFeeder();
      } catch (IOException e) {
        throw new AssertionError("memory does not fail", e);
      }
    }

    /** Adds a piece and returns what the text is with it; not to be called after BROKEN. */
    Soundness add(byte[] piece) {
      lowest = Integer.MAX_VALUE;
      try {
        feeder.feedInput(piece, 0, piece.length);
        for (JsonToken token = parser.nextToken();
            token != JsonToken.NOT_AVAILABLE;
            token = parser.nextToken()) {
          depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
          lowest = token.isStructEnd() ? Math.min(lowest, depth) : lowest;
          closed = token.isStructEnd() && parser.getParsingContext().inRoot();
        }
        return closed && parser.getParsingContext().inRoot() ? Soundness.WHOLE : Soundness.CUT_OFF;
      } catch (JsonProcessingException e) {
        return Soundness.BROKEN;
      } catch (IOException e) {
        throw new AssertionError("memory does not fail", e);
      }
    }

    /** Returns in how many arrays and objects the text's end is. */
    int depth() {
      return depth;
    }

    /** Returns the lowest depth to which the last piece closed any; none, the greatest number. */
    int lowest() {
      return lowest;
    }

    @Override
    public void close() {
      try {
        parser.close();
      } catch (IOException e) {
        throw new AssertionError("memory does not fail", e);
      }
    }
  }

  /** Returns what a text is. */
  static Soundness soundness(byte[] text) {
    try (JsonParser parser = JSON.createParser(text)) {
      try {
        while (parser.nextToken() != null) {
          parser.skipChildren();
        }
        return Soundness.WHOLE;
      } catch (JsonProcessingException e) {
        boolean atItsEnd = parser.currentLocation().getByteOffset() >= text.length;
        return atItsEnd ? Soundness.CUT_OFF : Soundness.BROKEN;
      }
    } catch (IOException e) {
      throw new AssertionError("memory does not fail", e);
    }
  }

  /** Returns the line on which the object begins that was read last. */
  int line() {
    return line;
  }

  /** Returns the line on which it ends. */
  int lastLine() {
    return lastLine;
  }

  /** Tells whether there is nothing left. */
  boolean ended() {
    return ended;
  }

  private int line(JsonProcessingException e) {
    // What exceeds a limit of the parser's is thrown without a place.
    JsonLocation place = e.getLocation() == null ? parser.currentLocation() : e.getLocation();
    return linesBefore + place.getLineNr();
  }

  /** Leaves out what the parser says to those who program with it. */
  private static String inPlainWords(String message) {
    return oneLine(ParserWords.plain(message));
  }

  private static String oneLine(String message) {
    String flat = message.lines().map(String::strip).reduce((a, b) -> a + " " + b).orElse("");
    return flat.endsWith(".") ? flat : flat + ".";
  }

  /**
   * Looks whether a file is one object whose array the objects are in that are to be read: {@code
   * data} of SQuAD and NeMo Retriever, or {@code examples} of LlamaIndex. Reads no further than it
   * must.
   *
   * @return the name of that field; empty if the file holds the objects itself
   */
  static String wrapper(Path file) {
    try (JsonParser parser = JSON.createParser(TextFile.open(file))) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return "";
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        boolean array = parser.nextToken() == JsonToken.START_ARRAY;
        if (array && WRAPPED.containsKey(name)) {
          return parser.nextToken() == JsonToken.START_OBJECT && hasField(parser, name) ? name : "";
        }
        parser.skipChildren();
      }
      return "";
    } catch (IOException e) {
      // Whoever reads the file says what is wrong with it, and where.
      return "";
    }
  }

  private static boolean hasField(JsonParser parser, String wrapper) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      if (WRAPPED.getOrDefault(wrapper, Set.of()).contains(parser.currentName())) {
        return true;
      }
      parser.nextToken();
      parser.skipChildren();
    }
    return false;
  }

  public static RuntimeException unreadable(String file, IOException e) {
    if (e instanceof ZipException || e instanceof java.io.EOFException) {
      return new DatasetFormatException(
          Place.of(file),
          "the gzip data are broken ("
              + (e.getMessage() == null ? "the header is cut off" : e.getMessage())
              + "); fetch the file again.",
          true,
          e);
    }
    if (e instanceof AccessDeniedException) {
      return new UncheckedIOException(file + " may not be read; change its permissions.", e);
    }
    return new UncheckedIOException(file + " cannot be read: " + Reason.of(e) + ".", e);
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
