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
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A file with a text on each line; blank lines are passed over. */
final class TextLines implements FileRecords {
  private final String file;
  private final BufferedReader lines;
  private int line;

  TextLines(RecordFile file) {
    this.file = file.name();
    this.lines =
        new BufferedReader(
            new InputStreamReader(
                file.text(),
                StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)));
  }

  @Override
  public @Nullable SourceRecord next() {
    try {
      String text;
      do {
        text = lines.readLine();
        line++;
      } while (text != null && text.isBlank());
      return text == null ? null : new SourceRecord(Place.of(file, line), Map.of("text", text));
    } catch (CharacterCodingException e) {
      throw new DatasetFormatException(
          Place.of(file, line), "what follows is not UTF-8; save the file as UTF-8.", true, e);
    } catch (IOException e) {
      throw JsonRows.unreadable(file, e);
    }
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
