package io.github.easyneg.data;

import io.github.easyneg.internal.json.RejectsFile;
import io.github.easyneg.internal.source.FileDataset;
import io.github.easyneg.internal.text.NotNull;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Ready data sets: files of many shapes, and rows in memory. */
public final class Datasets {
  private Datasets() {}

  /**
   * Returns the rows of JSON files, read again, row by row, each time they are asked for.
   *
   * <p>A row is an object {@code {"contexts": [text, ...], "question": text, "answer": text,
   * "positive_ctx_idx": number}}; {@code -1} says that no context answers the question. {@code
   * answer} may be a list, or missing; {@code positive_ctx_idx} may be a list. Other fields are
   * kept in {@link QaRow#extra}. A file holds rows one after the other (JSON Lines), or one array
   * of rows; it may be compressed with gzip, whatever its name. The encoding is UTF-8, or UTF-16 or
   * UTF-32 where the first bytes say so.
   *
   * <p>Reading stops at the first row that is not so, with a {@link DatasetFormatException} that
   * names file and line. Broken JSON, texts that are not text, an index out of range, a field that
   * is missing, {@code null} or there twice, and a file without rows are such errors.
   *
   * @param first the file
   * @param more files that are read after it, in order, as one data set
   * @throws IllegalArgumentException if a file does not exist, is not a regular file, or cannot be
   *     read
   */
  public static Dataset jsonl(Path first, Path... more) {
    NotNull.check(first, "first");
    NotNull.checkAll(more, "more");
    return jsonl(BadRows.stop(), first, more);
  }

  /**
   * Returns the rows of JSON files as {@link #jsonl(Path, Path...)} does, and says what becomes of
   * rows that are not as expected.
   *
   * @throws IllegalArgumentException if a file does not exist, is not a regular file, cannot be
   *     read, or is the one to which rejected rows are to be written
   */
  public static Dataset jsonl(BadRows badRows, Path first, Path... more) {
    NotNull.check(first, "first");
    NotNull.checkAll(more, "more");
    return files(InputFormat.of("germanrag"), badRows, first, more);
  }

  /**
   * Returns the rows of files of whatever shape, found out by each file's first record: germanrag,
   * SQuAD, DPR, FlagEmbedding, sentence-transformers, Tevatron, Ragas, LlamaIndex, or a table with
   * the columns {@code question}, {@code context} and {@code answer}. A file is JSON or JSON Lines,
   * or of a type that a module on the class path reads, such as CSV; it may be compressed with
   * gzip.
   *
   * <p>Reading stops at the first row that is not as expected, as {@link #jsonl(Path, Path...)}
   * says.
   *
   * @param first the file
   * @param more files that are read after it, in order, as one data set
   * @throws IllegalArgumentException if a file does not exist, is not a regular file, or cannot be
   *     read
   */
  public static Dataset auto(Path first, Path... more) {
    NotNull.check(first, "first");
    NotNull.checkAll(more, "more");
    return files(InputFormat.auto(), BadRows.stop(), first, more);
  }

  /** Returns the rows of SQuAD files, nested or as the Hub has them; see {@link #auto}. */
  public static Dataset squad(Path first, Path... more) {
    NotNull.check(first, "first");
    NotNull.checkAll(more, "more");
    return files(InputFormat.of("squad"), BadRows.stop(), first, more);
  }

  /** Returns the rows of files for DPR; see {@link #auto}. */
  public static Dataset dpr(Path first, Path... more) {
    NotNull.check(first, "first");
    NotNull.checkAll(more, "more");
    return files(InputFormat.of("dpr"), BadRows.stop(), first, more);
  }

  /**
   * Returns the rows of tables with the columns {@code question}, {@code context} and, if there are
   * answers, {@code answer}; needs easyneg-csv on the class path. See {@link #auto}.
   */
  public static Dataset csv(Path first, Path... more) {
    NotNull.check(first, "first");
    NotNull.checkAll(more, "more");
    return files(InputFormat.of("columns"), BadRows.stop(), first, more);
  }

  /**
   * Returns the rows of BEIR folders, and their passages as their {@linkplain Dataset#corpus()
   * corpus}: {@code corpus.jsonl}, {@code queries.jsonl}, and in {@code qrels} the file {@code
   * train.tsv} or the only one; another is read where its name is given instead of the folder's. A
   * row is a query with the passages whose score is above 0; it has no answer, unless {@code
   * queries.jsonl} has {@code answer} or {@code answers}.
   *
   * @throws IllegalArgumentException if one of these files is missing
   */
  public static Dataset beir(Path first, Path... more) {
    return files(InputFormat.auto(), BadRows.stop(), first, more);
  }

  /**
   * Returns the rows of Parquet files of whatever shape; needs easyneg-parquet on the class path.
   * See {@link #auto}, which reads them too.
   */
  public static Dataset parquet(Path first, Path... more) {
    return auto(first, more);
  }

  /** Returns the rows of files whose fields a map names; see {@link #auto}. */
  public static Dataset mapped(FieldMap map, Path first, Path... more) {
    NotNull.check(first, "first");
    NotNull.check(map, "map");
    NotNull.checkAll(more, "more");
    return files(InputFormat.mapped(map), BadRows.stop(), first, more);
  }

  /**
   * Returns the rows of files, and says how they are read and what becomes of bad ones.
   *
   * @throws IllegalArgumentException if a file does not exist, is not a regular file, cannot be
   *     read, or is the one to which rejected rows are to be written
   */
  public static Dataset files(InputFormat format, BadRows badRows, Path first, Path... more) {
    NotNull.check(first, "first");
    NotNull.checkAll(more, "more");
    NotNull.check(format, "format");
    return FileDataset.of(
        format,
        badRows,
        badRows.rejects().map(rejects -> new RejectsFile(rejects, badRows.limit())),
        first,
        more);
  }

  /**
   * Returns the rows of files whose names are given, as {@link #jsonl(Path, Path...)} does.
   *
   * @throws IllegalArgumentException as there, and if a name is not a valid path
   */
  public static Dataset jsonl(String first, String... more) {
    NotNull.check(first, "first");
    NotNull.checkAll(more, "more");
    return jsonl(FileNames.path(first), FileNames.paths(more));
  }

  /** Returns the rows of files whose names are given, as {@link #auto(Path, Path...)} does. */
  public static Dataset auto(String first, String... more) {
    NotNull.check(first, "first");
    NotNull.checkAll(more, "more");
    return auto(FileNames.path(first), FileNames.paths(more));
  }

  /** Returns the rows of files whose names are given, as {@link #squad(Path, Path...)} does. */
  public static Dataset squad(String first, String... more) {
    NotNull.check(first, "first");
    NotNull.checkAll(more, "more");
    return squad(FileNames.path(first), FileNames.paths(more));
  }

  /** Returns the rows of files whose names are given, as {@link #dpr(Path, Path...)} does. */
  public static Dataset dpr(String first, String... more) {
    NotNull.check(first, "first");
    NotNull.checkAll(more, "more");
    return dpr(FileNames.path(first), FileNames.paths(more));
  }

  /** Returns the rows of files whose names are given, as {@link #csv(Path, Path...)} does. */
  public static Dataset csv(String first, String... more) {
    NotNull.check(first, "first");
    NotNull.checkAll(more, "more");
    return csv(FileNames.path(first), FileNames.paths(more));
  }

  /** Returns the rows of a folder whose name is given, as {@link #beir(Path, Path...)} does. */
  public static Dataset beir(String folder) {
    NotNull.check(folder, "folder");
    return beir(FileNames.path(folder));
  }

  /**
   * Returns rows that are opened again each time, for example from a database.
   *
   * @param rows opens the rows; a run calls it twice or more and closes each stream, so each call
   *     returns a new stream of the same rows in the same order
   */
  public static Dataset of(Supplier<? extends Stream<QaRow>> rows) {
    return of("rows of a supplier", rows);
  }

  /**
   * Returns rows that are opened again each time, as {@link #of(Supplier)} does.
   *
   * @param name what messages and reports call the data set
   * @throws IllegalArgumentException if {@code name} is blank
   */
  public static Dataset of(String name, Supplier<? extends Stream<QaRow>> rows) {
    return new SuppliedRows(name, rows);
  }

  /** Returns rows in memory as a data set; the list is copied. */
  public static Dataset of(List<QaRow> rows) {
    NotNull.check(rows, "rows");
    List<QaRow> copy = List.copyOf(rows);
    return new Dataset() {
      @Override
      public Stream<QaRow> rows() {
        return copy.stream();
      }

      @Override
      public String name() {
        return "rows in memory";
      }
    };
  }
}
