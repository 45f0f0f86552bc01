package io.github.easyneg.internal.source;

import io.github.easyneg.data.DatasetFormatException;
import io.github.easyneg.data.Place;
import io.github.easyneg.data.RecordFile;
import io.github.easyneg.data.SourceRecord;
import io.github.easyneg.internal.json.JsonRows;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file with a text on each line, or in a {@code .tsv} without a line of names an id, a tab and a
 * text, as MS MARCO's passages are; blank lines are passed over.
 */
final class TextLines implements FileRecords {
  private final String file;
  private final BufferedReader lines;
  private final boolean numbered;
  private int line;

  TextLines(RecordFile file) {
    this.file = file.name();
    this.numbered = areNumbered(file);
    this.lines =
        new BufferedReader(
            new InputStreamReader(
                file.text(),
                StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)));
  }

  /** Tells whether a file is a {@code .tsv} of ids and texts, whose first line names no column. */
  static boolean areNumbered(RecordFile file) {
    if (!file.endsIn(".tsv")) {
      return false;
    }
    String beginning = new String(file.beginning(), StandardCharsets.UTF_8);
    String[] first = beginning.replaceFirst("(?s)[\\r\\n].*", "").split("\t", -1);
    return first.length == 2 && !isName(first[0]) && !isName(first[1]);
  }

  private static boolean isName(String text) {
    String name = text.replaceAll("[\"\uFEFF]", "").strip().toLowerCase(Locale.ROOT);
    return RowParts.TEXTS.contains(name) || RowParts.IDS.contains(name) || name.equals("title");
  }

  @Override
  public @Nullable SourceRecord next() {
    try {
      String text;
      do {
        text = lines.readLine();
        line++;
      } while (text != null && text.isBlank());
      return text == null ? null : new SourceRecord(Place.of(file, line), fields(text));
    } catch (CharacterCodingException e) {
      throw new DatasetFormatException(
          Place.of(file, line), "what follows is not UTF-8; save the file as UTF-8.", true, e);
    } catch (IOException e) {
      throw JsonRows.unreadable(file, e);
    }
  }

  private Map<String, Object> fields(String text) {
    if (!numbered) {
      return Map.of("text", text);
    }
    int tab = text.indexOf('\t');
    if (tab < 0) {
      throw new DatasetFormatException(
          Place.of(file, line),
          "a line is an id and a text, with a tab between, found none; add the id, or give the file"
              + " a first line of column names, such as id, title and text.",
          false,
          null);
    }
    return Map.of("id", text.substring(0, tab), "text", text.substring(tab + 1));
  }

  @Override
  public void close() {
    try {
      lines.close();
    } catch (IOException e) {
      throw JsonRows.unreadable(file, e);
    }
  }
}
