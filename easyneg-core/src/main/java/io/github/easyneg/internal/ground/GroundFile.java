package io.github.easyneg.internal.ground;

import io.github.easyneg.data.Corpus;
import io.github.easyneg.data.Dataset;
import io.github.easyneg.data.Passage;
import io.github.easyneg.internal.concurrent.Workers;
import io.github.easyneg.internal.io.FolderLock;
import io.github.easyneg.internal.io.Reason;
import io.github.easyneg.internal.io.SectionFile;
import io.github.easyneg.internal.text.OptionException;
import io.github.easyneg.internal.text.OptionText.Option;
import io.github.easyneg.report.Progress;
import io.github.easyneg.report.Stage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * A file of all passages, as mining needs them: read where it is that of the passages at hand, else
 * rebuilt, and said so. It is never used for others: what the corpus is says its fingerprint, or
 * reading it; contexts of the rows are looked up one by one.
 *
 * <p>A file appears whole or not at all, and who has read one keeps it, so that any number of
 * processes may read. Those that build wait for each other.
 */
public final class GroundFile {
  /** Of the file, and of all that decides what is in it: folding, splitting into words, BM25. */
  static final int VERSION = 2;

  private static final String IN_FOLDER = "passages.ground";
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final int ATTEMPTS = 50;
  private static final Object ABSENT = new Object();

  private final Path file;
  private final Optional<Corpus> corpus;
  private final Optional<RowsOnGround> rows;
  private final Workers workers;
  private final Progress progress;
  private final Consumer<String> notes;
  private final GroundMark mark;

  private GroundFile(
      Path place,
      Optional<Corpus> corpus,
      Optional<RowsOnGround> rows,
      Workers workers,
      Progress progress,
      Consumer<String> notes) {
    this.file = in(place);
    this.corpus = corpus;
    this.rows = rows;
    this.workers = workers;
    this.progress = progress;
    this.notes = notes;
    this.mark = GroundMark.of(corpus);
  }

  /** Returns the file that a path names: a folder's is {@code passages.ground} in it. */
  public static Path in(Path place) {
    return Files.isDirectory(place) ? place.resolve(IN_FOLDER) : place;
  }

  /**
   * Passages from a ground file.
   *
   * @param passages how many there are
   * @param built whether the file was built for this
   * @param fingerprint of all that is in the file
   */
  public record Opened(Path file, int passages, boolean built, String fingerprint) {
    /** Returns this in words. */
    public String words() {
      return String.format(
          Locale.ROOT, "ground: %s, %,d passages in %s", built ? "built" : "read", passages, file);
    }
  }

  /**
   * Reads rows, and their passages from a file, which is built where it is not there or not theirs.
   *
   * @param place a file, or a folder for one
   * @param alone whether passages of the corpus alone are candidates
   * @param notes is told why a file is rebuilt, and of waiting
   * @param opened is told what came of it
   */
  public static NumberedPassages read(
      Path place,
      Dataset dataset,
      Optional<Corpus> corpus,
      boolean alone,
      Workers workers,
      Progress progress,
      Consumer<String> notes,
      Consumer<Opened> opened) {
    return read(
        place,
        new DatasetOnGround(dataset, alone, progress),
        corpus,
        workers,
        progress,
        notes,
        opened);
  }

  /** The same for rows that are read in another way. */
  static NumberedPassages read(
      Path place,
      RowsOnGround rows,
      Optional<Corpus> corpus,
      Workers workers,
      Progress progress,
      Consumer<String> notes,
      Consumer<Opened> opened) {
    GroundFile ground = new GroundFile(place, corpus, Optional.of(rows), workers, progress, notes);
    opened.accept(ground.open());
    return rows.corpus();
  }

  /**
   * Builds a file of a corpus without rows, unless it is there already.
   *
   * @param place a file, or a folder for one
   * @param notes is told why a file is rebuilt, and of waiting
   */
  public static Opened build(
      Path place, Corpus corpus, Workers workers, Progress progress, Consumer<String> notes) {
    return new GroundFile(place, Optional.of(corpus), Optional.empty(), workers, progress, notes)
        .open();
  }

  private Opened open() {
    Object before = state();
    Optional<Opened> first = attempt(false);
    if (first.isPresent()) {
      return first.get();
    }
    try (FolderLock lock = FolderLock.takeFile(file, "ground", PATIENCE, notes)) {
      Objects.requireNonNull(lock);
      Optional<Opened> second = state().equals(before) ? Optional.empty() : attempt(false);
      if (second.isPresent()) {
        return second.get();
      }
      build();
      return attempt(true)
          .orElseThrow(
              () -> NumberedPassages.changed("the passages are not those that were read before"));
    }
  }

  /** Returns something that is equal as long as the file is the same. */
  private Object state() {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return now.size() + " " + now.lastModifiedTime() + " " + now.fileKey();
    } catch (IOException e) {
      return ABSENT;
    }
  }

  /** Opens the file if it is that of the passages at hand, and tells why not, where it is there. */
  private Optional<Opened> attempt(boolean built) {
    try {
      SectionFile sections = SectionFile.open(file);
      requireNotNewer(sections);
      requireCorpus(sections);
      Optional<String> other =
          sections.version() < VERSION
              ? Optional.of("an older easyneg built it")
              : differing(sections);
      if (other.isPresent()) {
        notes.accept(file + " is rebuilt: " + other.get() + ".");
        return Optional.empty();
      }
      return Optional.of(
          new Opened(
              file,
              (int) (sections.section("folded").length() / Long.BYTES),
              built,
              sections.fingerprint()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (SectionFile.Damaged e) {
      notes.accept(file + " is rebuilt: " + e.getMessage() + ".");
      return Optional.empty();
    } catch (SectionFile.Foreign e) {
      throw OptionException.of(
          "{} is not a ground file: {}. Give {} the name of a new file, or a folder.",
          file,
          String.valueOf(e.getMessage()),
          Option.call("groundIn"));
    } catch (IOException e) {
      throw new UncheckedIOException(
          file
              + " cannot be read: "
              + Reason.of(e)
              + "; change its permissions, or name another file.",
          e);
    }
  }

  private void requireNotNewer(SectionFile sections) {
    if (sections.version() > VERSION) {
      throw OptionException.of(
          "{} is a ground file of version {}, which a newer easyneg built; this one reads version"
              + " {}. Use that, or give {} another file.",
          file,
          sections.version(),
          VERSION,
          Option.call("groundIn"));
    }
  }

  /** A corpus takes long to build, and is forgotten easily. */
  private void requireCorpus(SectionFile sections) throws SectionFile.Damaged {
    if (mark.lacksCorpusOf(sections.section("about").text())) {
      throw OptionException.of(
          "{} was built from a corpus, and this run has none, so that the file would be replaced by"
              + " the rows' own contexts. Name the corpus with {}, or give {} another file.",
          file,
          Option.call("withCorpus"),
          Option.call("groundIn"));
    }
  }

  /** Returns why the file is not that of the passages at hand. */
  private Optional<String> differing(SectionFile sections) throws SectionFile.Damaged {
    Optional<String> other = mark.differing(sections.section("about").text());
    if (other.isPresent()) {
      return other;
    }
    sections.check(workers);
    MappedPassages passages = new MappedPassages(sections);
    return rows.isPresent() ? rows.get().differing(passages) : RowsOnGround.others(passages);
  }

  private void build() {
    makeWay();
    Path folder = Objects.requireNonNullElse(file.toAbsolutePath().getParent(), file);
    try (SpooledPassages passages = new SpooledPassages(folder)) {
      corpus.ifPresent(
          beside -> CorpusReader.eachPassage(beside, passage -> spool(passages, passage, true)));
      rows.ifPresent(of -> of.eachContext(context -> spool(passages, Passage.of(context), false)));
      GroundWriter.write(file, mark.text(), passages, workers);
    }
  }

  /**
   * Deletes a file that is rebuilt, on Windows, which replaces none that is mapped. What this
   * process had mapped of it is given up when the garbage is collected.
   */
  private void makeWay() {
    if (!file.getFileSystem().getSeparator().equals("\\")) {
      return;
    }
    for (int attempt = 0; true; attempt++) {
      Workers.requireNotInterrupted();
      try {
        boolean unused = Files.deleteIfExists(file);
        return;
      } catch (IOException e) {
        if (attempt == ATTEMPTS) {
          throw new UncheckedIOException(
              file
                  + " cannot be replaced: "
                  + Reason.of(e)
                  + "; wait for the end of the runs that read it, or name another file.",
              e);
        }
      }
      System.gc();
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private void spool(SpooledPassages passages, Passage passage, boolean inCorpus) {
    passages.add(passage, inCorpus);
    if (passages.added() % 1024 == 0) {
      progress.on(Stage.READ, passages.added(), OptionalLong.empty());
    }
  }
}
