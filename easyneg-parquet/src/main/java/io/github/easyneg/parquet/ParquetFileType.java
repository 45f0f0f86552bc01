package io.github.easyneg.parquet;

import io.github.easyneg.format.FileType;
import io.github.easyneg.format.RecordEncoder;
import java.io.IOException;
import java.io.OutputStream;

/**
 * {@code .parquet}: columns compressed with gzip, which every reader knows.
 *
 * <p>The columns and their types are taken from the first 4096 records: texts, booleans, 64-bit
 * integers, doubles, lists and groups, each of which may be null. A later record with another field
 * or type is rejected, as Parquet has one schema a file.
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/">The file format</a>
 */
public final class ParquetFileType implements FileType {

  /** For {@link java.util.ServiceLoader}. */
  public ParquetFileType() {}

  @Override
  public String suffix() {
    return ".parquet";
  }

  @Override
  public RecordEncoder encoder(OutputStream out) throws IOException {
    return new ParquetEncoder(new ParquetFile(out), ParquetEncoder.ROW_GROUP_BYTES);
  }
}
