package io.github.easyneg.internal.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.easyneg.data.Place;
import io.github.easyneg.internal.io.AtomicFile;
import io.github.easyneg.internal.text.OptionText;
import io.github.easyneg.internal.text.OptionText.Option;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/**
 * Writes bad rows to a file. Data sets are read several times; the file is written at the end of
 * the first reading, and again only if a later one finds other bad rows.
 */
public final class RejectsFile implements Rejects {
  private final Path path;
  private final long limit;
  private long rows;
  private long checksum = -1;

  /** Makes a file that holds so many rows at most, or one more where the reading stopped at it. */
  public RejectsFile(Path path, long limit) {
    this.path = path;
    this.limit = limit;
  }

  @Override
  public Reading begin() {
    AtomicFile atomic = AtomicFile.create(path);
    try {
      return new Writing(atomic);
    } catch (IOException e) {
      atomic.close();
      throw AtomicFile.failed(path, e);
    }
  }

  @Override
  public synchronized long rows() {
    return rows;
  }

  /** Notes a reading; tells whether its rejects are other ones than those of the reading before. */
  private synchronized boolean note(long rows, long checksum) {
    boolean other = this.checksum != checksum;
    this.rows = rows;
    this.checksum = checksum;
    return other;
  }

  private final class Writing implements Reading {
    private final AtomicFile atomic;
    private final CRC32C checksum = new CRC32C();
    private final JsonGenerator json;
    private long rows;

    Writing(AtomicFile atomic) throws IOException {
      this.atomic = atomic;
      this.json = JsonValues.generator(new CheckedOutputStream(atomic.out(), checksum));
    }

    @Override
    public void add(String file, BadRow row) {
      String reason = row.problem().problem();
      Map<String, Object> record = new LinkedHashMap<>();
      record.put("file", file);
      record.put("line", row.line());
      if (row.lastLine() != row.line()) {
        record.put("last_line", row.lastLine());
      }
      record.put("reason", reason);
      if (!row.text().isEmpty()) {
        record.put("text", row.text());
      }
      try {
        JsonValues.write(json, "", record);
        json.writeRaw('\n');
      } catch (IOException e) {
        throw AtomicFile.failed(path, e);
      }
      rows++;
      if (rows > limit) {
        finish();
        throw new TooManyRejects(
            Place.of(file, row.line()),
            OptionText.of(
                "{} This is bad row number {}, and {} may be skipped; {} lists them: repair the"
                    + " data, or allow more with {}.",
                reason,
                rows,
                limit,
                path,
                Option.call("BadRows.skip")),
            row.problem());
      }
    }

    @Override
    public void finish() {
      try {
        json.close();
      } catch (IOException e) {
        throw AtomicFile.failed(path, e);
      }
      if (note(rows, checksum.getValue())) {
        atomic.commit();
      }
    }

    @Override
    public void close() {
      atomic.close();
    }
  }
}
