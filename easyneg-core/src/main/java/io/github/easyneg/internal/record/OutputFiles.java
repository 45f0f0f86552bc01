package io.github.easyneg.internal.record;

import io.github.easyneg.data.Passage;
import io.github.easyneg.format.CorpusFormat;
import io.github.easyneg.format.ObjectFormat;
import io.github.easyneg.format.OutputFormat;
import io.github.easyneg.format.OutputRecord;
import io.github.easyneg.internal.io.Appearing;
import io.github.easyneg.internal.io.CloseAll;
import io.github.easyneg.internal.io.MadeFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files that a format has: its records, its passages, and small ones next to them. They appear
 * together at {@link #commit}. For one thread.
 */
public final class OutputFiles implements AutoCloseable {
  private final OutputFormat format;
  private final List<AutoCloseable> opened = new ArrayList<>();
  private final List<MadeFolder> folders = new ArrayList<>();
  private final Map<RecordWriter, Map<String, Object>> small = new LinkedHashMap<>();
  private final Optional<RecordWriter> corpus;
  private final RecordWriter main;

  /**
   * Begins the files, so that one that cannot be written is known before any work is done.
   *
   * @throws IllegalArgumentException if the name does not say what to write
   * @throws java.io.UncheckedIOException if a file cannot be begun
   */
  public static OutputFiles open(OutputFormat format, Path file) {
    return new OutputFiles(format, file);
  }

  private OutputFiles(OutputFormat format, Path file) {
    this.format = format;
    try {
      this.main = keep(RecordWriter.open(file, format));
      this.corpus = corpusFile(format, file).map(this::corpus);
      besides(format, file)
          .forEach((beside, content) -> small.put(keep(RecordWriter.object(beside)), content));
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  private RecordWriter corpus(Path file) {
    folders.add(MadeFolder.of(file));
    return keep(RecordWriter.open(file));
  }

  private RecordWriter keep(RecordWriter writer) {
    opened.add(writer);
    return writer;
  }

  /** Returns where a format that has its passages in a file of their own puts them. */
  public static Optional<Path> corpusFile(OutputFormat format, Path file) {
    return format instanceof CorpusFormat own
        ? Optional.of(own.corpusFile(file))
        : Optional.empty();
  }

  /** Returns all files that a format has besides that of its records. */
  public static List<Path> beside(OutputFormat format, Path file) {
    List<Path> files = new ArrayList<>(besides(format, file).keySet());
    corpusFile(format, file).ifPresent(files::add);
    return files;
  }

  private static Map<Path, Map<String, Object>> besides(OutputFormat format, Path file) {
    return format instanceof ObjectFormat object ? object.beside(file) : Map.of();
  }

  /** Tells whether the format has its passages in a file of their own. */
  public boolean hasCorpus() {
    return corpus.isPresent();
  }

  /** Writes a passage, where the format has a file for them. */
  public void write(Passage passage) {
    if (corpus.isPresent() && format instanceof CorpusFormat own) {
      corpus.get().write(own.corpusRecord(passage));
    }
  }

  /** Writes a record. */
  public void write(OutputRecord record) {
    main.write(record);
  }

  /** Returns how many records were written. */
  public long records() {
    return main.records();
  }

  /** Ends the files; none has its name yet. */
  public void finish() {
    small.forEach(
        (writer, content) -> writer.write(new OutputRecord(content, OutputRecord.Kind.OTHER)));
    inOrder().forEach(RecordWriter::finish);
  }

  /** Makes the files appear; the records last. */
  public void commit(Appearing appearing) {
    inOrder().forEach(writer -> appearing.next(List.of(writer.file()), writer::commit));
    folders.forEach(MadeFolder::keep);
  }

  /** Returns the files and how many records each holds, in the order in which they appear. */
  public Map<Path, Long> files() {
    Map<Path, Long> files = new LinkedHashMap<>();
    inOrder().forEach(writer -> files.put(writer.file(), writer.records()));
    return files;
  }

  private List<RecordWriter> inOrder() {
    List<RecordWriter> writers = new ArrayList<>(small.keySet());
    corpus.ifPresent(writers::add);
    writers.add(main);
    return writers;
  }

  @Override
  public void close() {
    List<AutoCloseable> all = new ArrayList<>(opened);
    all.addAll(folders);
    CloseAll.of(all);
  }
}
