package io.github.easyneg.check;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.github.easyneg.data.Corpus;
import io.github.easyneg.data.DatasetFormatException;
import io.github.easyneg.data.InputFormat;
import io.github.easyneg.data.Passage;
import io.github.easyneg.data.Place;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.embed.EmbeddingProvider;
import io.github.easyneg.internal.json.InputFile;
import io.github.easyneg.internal.source.Found;
import io.github.easyneg.internal.source.Input;
import io.github.easyneg.internal.source.NamedPassages;
import io.github.easyneg.internal.source.RowSource;
import io.github.easyneg.internal.text.NotNull;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * Looks for what in a data set would hurt, and reads on after rows that cannot be read.
 *
 * <pre>{@code
 * DatasetCheck.of(Path.of("rows.jsonl")).findings().forEach(System.out::println);
 * }</pre>
 *
 * <p>Immutable; each call returns another check. Each run reads the files once, row by row, on the
 * calling thread, and remembers the words of up to a million distinct passages, some 600 bytes for
 * each.
 */
public final class DatasetCheck {
  /** How many findings of a kind are handed over by default. */
  public static final int DEFAULT_LIMIT = 10;

  private static final int ROWS_PER_PROGRESS = 1000;

  private final List<Input> inputs;
  private InputFormat format = InputFormat.auto();
  private Optional<Model> model = Optional.empty();
  private int limit = DEFAULT_LIMIT;
  private LongConsumer progress = rows -> {};

  /** A model that measures passages, and what messages call it. */
  record Model(EmbeddingProvider provider, String name) {}

  private DatasetCheck(List<Input> inputs) {
    this.inputs = inputs;
  }

  /**
   * Returns a check of files as {@link io.github.easyneg.data.Datasets#auto} reads them.
   *
   * @param more files that are read after the first, as one data set
   * @throws IllegalArgumentException if a file does not exist, is not a regular file, or cannot be
   *     read
   */
  public static DatasetCheck of(Path first, Path... more) {
    NotNull.check(first, "first");
    NotNull.checkAll(more, "more");
    List<Path> paths = new ArrayList<>(List.of(first));
    paths.addAll(List.of(more));
    return new DatasetCheck(Input.all(paths, InputFile.ROWS));
  }

  private DatasetCheck copy() {
    DatasetCheck copy = new DatasetCheck(inputs);
    copy.format = format;
    copy.model = model;
    copy.limit = limit;
    copy.progress = progress;
    return copy;
  }

  /**
   * Counts each passage's tokens too, and finds those that a model truncates, and texts that it
   * gives no vector. Without this no tokens are counted.
   *
   * @param model asked for its tokens if it is a {@link io.github.easyneg.embed.TokenCounter}; any
   *     other embeds passages, questions and answers, and is asked what it truncated. It stays
   *     open.
   * @param name what messages call it
   */
  public DatasetCheck tokensOf(EmbeddingProvider model, String name) {
    NotNull.check(model, "model");
    NotNull.check(name, "name");
    DatasetCheck copy = copy();
    copy.model = Optional.of(new Model(model, name));
    return copy;
  }

  /**
   * Reads the files so; by the first record's fields unless this says otherwise.
   *
   * @throws IllegalArgumentException if it has formats per input, and not as many as there are
   *     files
   */
  public DatasetCheck format(InputFormat format) {
    NotNull.check(format, "format");
    Input.requireFormats(inputs, format);
    DatasetCheck copy = copy();
    copy.format = format;
    return copy;
  }

  /**
   * Hands over so many findings of a kind; all are counted.
   *
   * @param perKind 10 by default; 0 for all
   * @throws IllegalArgumentException if it is negative
   */
  public DatasetCheck limit(int perKind) {
    if (perKind < 0) {
      throw new IllegalArgumentException("limit is " + perKind + "; use 0 or more.");
    }
    DatasetCheck copy = copy();
    copy.limit = perKind;
    return copy;
  }

  /** Tells how many rows were read, every thousand rows. */
  public DatasetCheck onProgress(LongConsumer rows) {
    NotNull.check(rows, "rows");
    DatasetCheck copy = copy();
    copy.progress = rows;
    return copy;
  }

  /**
   * Reads the files and returns what was found, in order.
   *
   * @throws java.io.UncheckedIOException if the disk fails
   * @throws io.github.easyneg.embed.EmbeddingException if the model fails; the message names the
   *     place
   */
  public List<Finding> findings() {
    List<Finding> found = new ArrayList<>();
    run(found::add);
    return List.copyOf(found);
  }

  /**
   * Reads the files, hands over each finding as soon as it is made, and sums up.
   *
   * @throws java.io.UncheckedIOException if the disk fails
   * @throws io.github.easyneg.embed.EmbeddingException if the model fails; the message names the
   *     place
   */
  @CanIgnoreReturnValue
  public CheckSummary run(Consumer<Finding> user) {
    NotNull.check(user, "user");
    Reading reading = new Reading(new Findings(user, limit), format, model, progress);
    NamedPassages named = reading.named(inputs);
    inputs.forEach(input -> reading.read(input, named));
    Input.corpus(inputs, format).ifPresent(reading::read);
    return reading.summary(limit);
  }

  /**
   * Returns how the files are read: what each kind of them is taken for, and the first rows as they
   * are understood. Bad rows are passed over. Reads no further than it must.
   *
   * @param rows how many rows
   * @throws java.io.UncheckedIOException if the disk fails
   */
  public Preview preview(int rows) {
    return Previews.of(inputs, format, rows);
  }

  /** Reads the files once and lets every checkup see each row. */
  private static final class Reading {
    private final Findings findings;
    private final InputFormat format;
    private final RowCheckup rows;
    private final CrossCheckup across;
    private final PassageCheckup passages;
    private final Optional<LengthCheckup> lengths;
    private final LongConsumer progress;
    private long read;
    private long withPositive;
    private long contexts;
    private long answering;
    private long beside;

    Reading(Findings findings, InputFormat format, Optional<Model> model, LongConsumer progress) {
      this.findings = findings;
      this.format = format;
      this.rows = new RowCheckup(findings);
      this.across = new CrossCheckup(findings);
      this.passages = new PassageCheckup(findings);
      this.lengths = model.map(m -> new LengthCheckup(findings, m.provider(), m.name()));
      this.progress = progress;
    }

    NamedPassages named(List<Input> inputs) {
      try {
        return NamedPassages.of(inputs, format);
      } catch (DatasetFormatException e) {
        // Found again, and told, when the corpus is read.
        return NamedPassages.NONE;
      }
    }

    /** Looks at passages next to the rows. */
    void read(Corpus corpus) {
      try (Stream<Passage> passages = corpus.passages()) {
        passages.forEachOrdered(passage -> look(corpus.name(), passage));
      } catch (DatasetFormatException e) {
        unreadable(corpus.name(), e);
      }
    }

    private void look(String corpus, Passage passage) {
      beside++;
      if (passage.text().isBlank()) {
        findings.add(
            FindingKind.EMPTY_TEXT,
            Place.of(corpus),
            String.format(
                Locale.ROOT, "passage %,d is empty; write a text, or remove it.", beside));
      }
    }

    void read(Input input, NamedPassages named) {
      try (RowSource found =
          input.tolerant(format, named, bad -> unreadable(input.name(), bad.problem()))) {
        for (Found row = found.next(); row != null; row = found.next()) {
          look(row.place(), row.row());
        }
      } catch (DatasetFormatException e) {
        unreadable(input.name(), e);
        if (e.brokenJson() && e.place().isPresent() && e.place().get().line().isPresent()) {
          findings.add(
              FindingKind.UNREADABLE,
              Place.of(input.name()),
              "what follows that was not read, because nothing says where the next row begins;"
                  + " write one row a line to have all of them checked.");
        }
      }
    }

    private void unreadable(String name, DatasetFormatException e) {
      Place place = e.place().orElseGet(() -> Place.of(name));
      findings.add(FindingKind.UNREADABLE, place, e.problem());
    }

    private void look(Place place, QaRow row) {
      read++;
      contexts += row.contexts().size();
      withPositive += row.positive().isPresent() ? 1 : 0;
      answering += row.contexts().size() - row.hardNegatives().size();
      rows.look(place, row);
      across.look(place, row);
      passages.look(place, row.contexts());
      lengths.ifPresent(
          checkup -> {
            checkup.look(place, row.contexts());
            checkup.lookAtAnchors(place, row);
          });
      if (read % ROWS_PER_PROGRESS == 0) {
        progress.accept(read);
      }
    }

    CheckSummary summary(int limit) {
      return new CheckSummary(
          findings.counts(),
          limit,
          new CheckSummary.Rows(read, withPositive, contexts, answering, beside),
          lengths.map(LengthCheckup::counted));
    }
  }
}
