package io.github.easyneg.data;

import io.github.easyneg.internal.source.FileCorpus;
import io.github.easyneg.internal.text.NotNull;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Ready corpora: files of passages, and passages in memory. */
public final class Corpora {
  private Corpora() {}

  /**
   * Returns the passages of files, read again each time they are asked for: records with a {@code
   * text} (or {@code passage}, {@code contents} or {@code context}), and perhaps a {@code title}
   * and an id ({@code _id}, {@code docid}, {@code passage_id}, {@code psg_id}, {@code pid}, {@code
   * doc_id} or {@code id}), as JSON, JSON Lines or a type that a module reads, such as CSV; or a
   * {@code .txt} file with a passage on each line, or a {@code .tsv} file without a line of names
   * that has an id and a text on each. Each may be compressed with gzip.
   *
   * @param first the file
   * @param more files that are read after it
   * @throws IllegalArgumentException if a file does not exist, is not a regular file, or cannot be
   *     read
   */
  public static Corpus files(Path first, Path... more) {
    NotNull.check(first, "first");
    NotNull.checkAll(more, "more");
    return files(InputFormat.TITLE_BLANK_LINE_TEXT, first, more);
  }

  /**
   * Returns the passages of files as {@link #files(Path, Path...)} does, titles and texts joined in
   * another way.
   *
   * @param titles a pattern, as {@link InputFormat#withTitles} takes it
   * @throws IllegalArgumentException if a file does not exist, is not a regular file, cannot be
   *     read, or the pattern is not as expected
   */
  public static Corpus files(String titles, Path first, Path... more) {
    NotNull.check(titles, "titles");
    NotNull.check(first, "first");
    NotNull.checkAll(more, "more");
    return FileCorpus.of(InputFormat.auto().withTitles(titles), first, more);
  }

  /**
   * Returns the passages of files whose names are given, as {@link #files(Path, Path...)} does.
   *
   * @throws IllegalArgumentException as there, and if a name is not a valid path
   */
  public static Corpus files(String first, String... more) {
    NotNull.check(first, "first");
    NotNull.checkAll(more, "more");
    return files(FileNames.path(first), FileNames.paths(more));
  }

  /** Returns passages in memory as a corpus; the list is copied. */
  public static Corpus of(List<Passage> passages) {
    NotNull.check(passages, "passages");
    List<Passage> copy = List.copyOf(passages);
    return new Corpus() {
      @Override
      public Stream<Passage> passages() {
        return copy.stream();
      }

      @Override
      public String name() {
        return "passages in memory";
      }
    };
  }
}
