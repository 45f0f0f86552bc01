package io.github.easyneg.csv;

import io.github.easyneg.data.RecordFile;
import io.github.easyneg.data.RecordFileType;
import io.github.easyneg.data.RecordReader;
import java.util.List;

/**
 * CSV and TSV, known by their names: a first line of column names, then a record a line, fields
 * with line breaks or separators in double quotes. The separator is the most frequent one in the
 * first line: tab, comma, semicolon or bar. An empty field is a missing one.
 */
public final class CsvFileType implements RecordFileType {

  /** Makes the type; the reader does. */
  public CsvFileType() {}

  @Override
  public String name() {
    return "CSV";
  }

  @Override
  public List<String> suffixes() {
    return List.of(".csv", ".tsv");
  }

  @Override
  public boolean holds(RecordFile file) {
    return suffixes().stream().anyMatch(file::endsIn);
  }

  @Override
  public RecordReader open(RecordFile file) {
    return CsvRecords.open(file);
  }
}
