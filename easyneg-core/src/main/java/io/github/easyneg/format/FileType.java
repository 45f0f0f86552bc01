package io.github.easyneg.format;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A kind of file that records can be written to, chosen by the file's name.
 *
 * <p>{@code .jsonl}, {@code .json} and their {@code .gz} forms are built in. A module that offers
 * another names its implementation in {@code META-INF/services/io.github.easyneg.format.FileType};
 * easyneg-parquet does so for {@code .parquet}.
 */
public interface FileType {

  /**
   * Returns the end of the file names that this type is for, in lower case, for example {@code
   * .parquet}.
   */
  String suffix();

  /**
   * Begins a file.
   *
   * @param out where its bytes go; not closed by the encoder
   */
  RecordEncoder encoder(OutputStream out) throws IOException;
}
