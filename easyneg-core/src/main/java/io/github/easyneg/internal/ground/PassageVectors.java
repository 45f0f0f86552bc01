package io.github.easyneg.internal.ground;

import io.github.easyneg.data.Dataset;
import io.github.easyneg.data.Passage;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.index.StoredVectors;
import io.github.easyneg.index.VectorIndex;
import io.github.easyneg.internal.concurrent.Workers;
import io.github.easyneg.internal.math.UnitVectors;
import io.github.easyneg.internal.math.VectorMatrix;
import io.github.easyneg.internal.text.OptionException;
import io.github.easyneg.internal.text.OptionText.Option;
import io.github.easyneg.report.Progress;
import io.github.easyneg.report.Stage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Gets each passage's vector from where it is cheapest: the cache, the store, the model. */
public final class PassageVectors {
  private static final int PAGE = 1000;

  private final Dataset dataset;
  private final Corpus corpus;
  private final Embedder embedder;
  private final Progress progress;
  private final VectorMatrix matrix;
  private final BitSet without = new BitSet();
  private long fromStore;
  private long done;

  private PassageVectors(
      Dataset dataset, Corpus corpus, VectorMatrix matrix, Embedder embedder, Progress progress) {
    this.dataset = dataset;
    this.corpus = corpus;
    this.matrix = matrix;
    this.embedder = embedder;
    this.progress = progress;
  }

  /** The vectors, and how many of them the store gave. */
  public record Loaded(Vectors vectors, long fromStore) {}

  /**
   * Makes room for vectors: where the recipe says, else in the heap, unless they would fill more
   * than half of it.
   */
  public static VectorMatrix room(
      int passages, int dimension, Optional<Path> directory, Consumer<String> notes) {
    long bytes = (long) passages * dimension * Float.BYTES;
    long heap = Runtime.getRuntime().maxMemory();
    if (directory.isPresent()) {
      if (Files.exists(directory.get()) && !Files.isDirectory(directory.get())) {
        throw OptionException.of(
            "{} is a file; give {} a directory.", directory.get(), Option.call("vectorsIn"));
      }
      return VectorMatrix.mapped(passages, dimension, directory.get());
    }
    if (bytes <= heap / 2) {
      return new VectorMatrix(passages, dimension);
    }
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    notes.accept(
        String.format(
            Locale.ROOT,
            "The vectors take %,d MB, more than half of Java's %,d MB; they are mapped from a file"
                + " in %s.",
            bytes >> 20,
            heap >> 20,
            temporary));
    return VectorMatrix.mapped(passages, dimension, temporary);
  }

  public static Loaded load(
      Dataset dataset,
      Corpus corpus,
      VectorMatrix matrix,
      Embedder embedder,
      Optional<VectorIndex> index,
      Progress progress) {
    PassageVectors vectors = new PassageVectors(dataset, corpus, matrix, embedder, progress);
    vectors.load(index);
    return new Loaded(new Vectors(vectors.matrix, vectors.without), vectors.fromStore);
  }

  private void load(Optional<VectorIndex> index) {
    List<Integer> missing = new ArrayList<>();
    for (int i = 0; i < corpus.size(); i++) {
      if (!embedder.cached(i, corpus.passage(i), this::set)) {
        missing.add(i);
      }
    }
    advance(corpus.size() - missing.size());
    if (index.isPresent() && index.get() instanceof StoredVectors store) {
      missing = fetch(store, missing);
    }
    embedder.embedPassages(missing, corpus::passage, this::place, this::set, this::advance);
  }

  private void set(int number, Optional<float[]> unit) {
    unit.ifPresentOrElse(vector -> matrix.set(number, vector), () -> without.set(number));
  }

  private List<Integer> fetch(StoredVectors store, List<Integer> wanted) {
    List<Integer> missing = new ArrayList<>();
    for (int from = 0; from < wanted.size(); from += PAGE) {
      Workers.requireNotInterrupted();
      List<Integer> page = wanted.subList(from, Math.min(from + PAGE, wanted.size()));
      Map<String, float[]> found =
          store.vectors(page.stream().map(n -> corpus.passage(n).id()).toList());
      for (int number : page) {
        Passage passage = corpus.passage(number);
        float[] vector = found.get(passage.id());
        if (vector == null) {
          missing.add(number);
        } else {
          matrix.set(
              number, UnitVectors.of("the stored vector of passage " + passage.id(), vector));
          fromStore++;
        }
      }
      advance(found.size());
    }
    return missing;
  }

  /** Looks for a passage in the data set again, because only an error asks. */
  private String place(Passage passage) {
    try (Stream<QaRow> rows = dataset.rows()) {
      long number = 0;
      for (QaRow row : (Iterable<QaRow>) rows::iterator) {
        number++;
        int context = row.contexts().indexOf(passage.text());
        if (context >= 0) {
          return "contexts[" + context + "] of row " + number;
        }
      }
    }
    return "a passage of the corpus";
  }

  private void advance(int more) {
    done += more;
    progress.on(Stage.EMBED, done, OptionalLong.of(corpus.size()));
  }

  /** Hands all passages with a vector to the store, which adds those that it does not hold yet. */
  public static void fill(VectorIndex index, Corpus corpus, Vectors vectors, Progress progress) {
    for (int from = 0; from < corpus.size(); from += PAGE) {
      Workers.requireNotInterrupted();
      int to = Math.min(from + PAGE, corpus.size());
      List<VectorIndex.Entry> page = new ArrayList<>(to - from);
      for (int i = from; i < to; i++) {
        if (vectors.has(i)) {
          page.add(new VectorIndex.Entry(corpus.passage(i), vectors.get(i)));
        }
      }
      index.upsert(page);
      progress.on(Stage.INDEX, to, OptionalLong.of(corpus.size()));
    }
  }
}
