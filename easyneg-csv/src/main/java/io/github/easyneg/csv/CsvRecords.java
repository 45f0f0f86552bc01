package io.github.easyneg.csv;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.github.easyneg.data.DatasetFormatException;
import io.github.easyneg.data.Place;
import io.github.easyneg.data.RecordFile;
import io.github.easyneg.data.RecordReader;
import io.github.easyneg.data.SourceRecord;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** The records of one table. */
final class CsvRecords implements RecordReader {
  private static final String SEPARATORS = "\t,;|";
  private static final int HEADER_CHARACTERS = 1 << 16;
  private static final int LONGEST_FIELD = 1 << 28;
  private static final int LONGEST_TEXT = 1 << 14;

  private final String file;
  private final BufferedReader text;
  private final RecentLines lines;
  private final CsvReader<CsvRecord> reader;
  private final CloseableIterator<CsvRecord> records;
  private final int linesBefore;
  private List<String> names = List.of();
  private long line = 1;
  private long lastLine = 1;

  private CsvRecords(String file, BufferedReader text, char separator, int linesBefore) {
    this.file = file;
    this.linesBefore = linesBefore;
    this.text = text;
    this.lines = new RecentLines(text);
    this.reader =
        CsvReader.builder()
            .fieldSeparator(separator)
            .maxBufferSize(LONGEST_FIELD)
            // Counted here, so that a line with a wrong number of fields is rejected alone.
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .allowUnclosedQuote(false)
            .ofCsvRecord(lines);
    this.records = reader.iterator();
  }

  static CsvRecords open(RecordFile file) {
    // Strict, because a reader of the JDK would replace what is not UTF-8 silently.
    BufferedReader text =
        new BufferedReader(
            new InputStreamReader(
                file.text(),
                StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)));
    try {
      Optional<Character> said = saidSeparator(text);
      CsvRecords records =
          new CsvRecords(
              file.name(),
              text,
              said.isPresent() ? said.get() : separator(text),
              said.isPresent() ? 1 : 0);
      records.readNames();
      return records;
    } catch (IOException e) {
      throw closing(text, unreadable(file.name(), 1, e));
    } catch (RuntimeException e) {
      throw closing(text, e);
    }
  }

  private static RuntimeException closing(BufferedReader text, RuntimeException cause) {
    try {
      text.close();
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
    return cause;
  }

  /** Reads past a first line {@code sep=;}, by which Excel knows the separator. */
  private static Optional<Character> saidSeparator(BufferedReader text) throws IOException {
    text.mark(HEADER_CHARACTERS);
    char[] beginning = new char[5];
    int read = 0;
    for (int more = 0; more >= 0 && read < beginning.length; read += Math.max(0, more)) {
      more = text.read(beginning, read, beginning.length - read);
    }
    text.reset();
    String found = new String(beginning, 0, read);
    if (read < beginning.length || !found.regionMatches(true, 0, "sep=", 0, 4)) {
      return Optional.empty();
    }
    String unused = text.readLine();
    return Optional.of(found.charAt(4));
  }

  /**
   * Returns the most frequent separator of the first line, outside quoted fields; the earlier one
   * in a tie.
   */
  private static char separator(BufferedReader text) throws IOException {
    text.mark(HEADER_CHARACTERS);
    int[] counts = new int[SEPARATORS.length()];
    boolean quoted = false;
    int c = text.read();
    for (int i = 1; i < HEADER_CHARACTERS && c >= 0 && (quoted || c != '\n'); i++) {
      quoted ^= c == '"';
      int which = SEPARATORS.indexOf(c);
      if (!quoted && which >= 0) {
        counts[which]++;
      }
      c = text.read();
    }
    text.reset();
    int most = 1;
    for (int i = 0; i < counts.length; i++) {
      most = counts[i] > counts[most] ? i : most;
    }
    return SEPARATORS.charAt(most);
  }

  private void readNames() {
    CsvRecord header = nextRecord();
    if (header == null) {
      throw new DatasetFormatException(
          Place.of(file),
          "the file is empty; expected a first line of column names, such as"
              + " question,context,answer.",
          false,
          null);
    }
    names = header.getFields().stream().map(String::strip).toList();
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw new DatasetFormatException(
            Place.of(file, 1),
            "the column \"" + name + "\" is a duplicate; name each column once.",
            true,
            null);
      }
    }
  }

  @Override
  public Optional<SourceRecord> next() {
    CsvRecord record = nextRecord();
    if (record == null) {
      return Optional.empty();
    }
    if (record.getFieldCount() != names.size()) {
      throw new DatasetFormatException(
          place(),
          "the line has "
              + fields(record.getFieldCount())
              + ", but the first line names "
              + names.size()
              + "; put a field that holds the separator or a line break in double quotes.",
          false,
          null);
    }
    return Optional.of(new SourceRecord(place(), byName(record)));
  }

  private static String fields(int count) {
    return count + (count == 1 ? " field" : " fields");
  }

  /** An empty field is null, which the type of the map does not say. */
  @SuppressWarnings("NullAway")
  private Map<String, Object> byName(CsvRecord record) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      String text = record.getField(i);
      fields.put(names.get(i), text.isEmpty() ? null : text);
    }
    return fields;
  }

  private Place place() {
    return Place.of(file, (int) Math.min(line, Integer.MAX_VALUE));
  }

  private @Nullable CsvRecord nextRecord() {
    try {
      if (!records.hasNext()) {
        return null;
      }
      CsvRecord record = records.next();
      line = linesBefore + record.getStartingLineNumber();
      lastLine = line;
      record.getFields().forEach(field -> lastLine += breaks(field));
      lines.forget(record.getStartingLineNumber());
      return record;
    } catch (CsvParseException e) {
      if (e.getCause() instanceof IOException io) {
        throw unreadable(file, line, io);
      }
      throw new DatasetFormatException(
          place(),
          "the table is broken after this line: "
              + problem(e)
              + " Close each double quote, and write one inside a field twice.",
          true,
          e);
    } catch (UncheckedIOException e) {
      throw unreadable(file, line, Objects.requireNonNull(e.getCause()));
    }
  }

  private static int breaks(String field) {
    int breaks = 0;
    for (int i = 0; i < field.length(); i++) {
      char c = field.charAt(i);
      boolean isSecond = c == '\n' && i > 0 && field.charAt(i - 1) == '\r';
      breaks += (c == '\n' || c == '\r') && !isSecond ? 1 : 0;
    }
    return breaks;
  }

  @Override
  public OptionalInt lastLine() {
    return OptionalInt.of((int) Math.min(lastLine, Integer.MAX_VALUE));
  }

  @Override
  public String text() {
    return lines.upTo(lastLine - linesBefore, LONGEST_TEXT);
  }

  private static String problem(CsvParseException e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = String.valueOf(root.getMessage());
    return message.endsWith(".") ? message : message + ".";
  }

  private static RuntimeException unreadable(String file, long line, IOException e) {
    if (e instanceof CharacterCodingException) {
      return new DatasetFormatException(
          Place.of(file, (int) Math.min(line, Integer.MAX_VALUE)),
          "what follows is not UTF-8; save the table as UTF-8 (in Excel: CSV UTF-8).",
          true,
          e);
    }
    if (e instanceof ZipException || e instanceof EOFException) {
      return new DatasetFormatException(
          Place.of(file),
          "the gzip data are broken (" + e.getMessage() + "); fetch the file again.",
          true,
          e);
    }
    return new UncheckedIOException(file + " cannot be read: " + e.getMessage() + ".", e);
  }

  @Override
  public void close() {
    try {
      records.close();
      reader.close();
      text.close();
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be closed: " + e.getMessage() + ".", e);
    }
  }
}
