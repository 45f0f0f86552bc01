package io.github.easyneg.format;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A kind of file that records can be written to, chosen by the file's name.
 *
 * <p>{@code .jsonl}, {@code .json} and their {@code .gz} forms are built in. A module that offers
 * another names its implementation in {@code META-INF/services/io.github.easyneg.format.FileType};
 * easyneg-parquet does so for {@code .parquet}.
 *
 * <p>Rules, each tested by {@code FileTypeContract} in easyneg-testkit:
 *
 * <ol>
 *   <li>The suffix is in lower case, begins with a dot, and does not change.
 *   <li>What a reader of that type finds in the file is what was written: all records in their
 *       order, all fields in theirs, texts verbatim. A file without records can be read too.
 *   <li>The same records give the same bytes: no time, no name of a machine.
 *   <li>The encoder does not close the stream.
 *   <li>Several files may be written at a time, each by one thread.
 * </ol>
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
