package io.github.easyneg.internal.ground;

import io.github.easyneg.internal.concurrent.Workers;
import io.github.easyneg.internal.io.SectionFile;
import io.github.easyneg.internal.io.SectionWriter;
import io.github.easyneg.internal.math.VectorMatrix;
import io.github.easyneg.internal.settings.Settings;
import io.github.easyneg.internal.text.Excerpt;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The vectors of all passages of a ground, in a file that is mapped: made by many processes,
 * written by one, read by each. Little-endian, a row for each passage by its number.
 */
public final class VectorsFile implements Closeable {
  /** Of what the sections hold. */
  private static final int VERSION = 1;

  /** Passages that are embedded together, as {@link Embedder} does. */
  private static final int BATCH = 1024;

  private final SectionWriter out;
  private final NumberedPassages corpus;
  private final int dimension;
  private final BitSet without = new BitSet();
  private int written;

  private VectorsFile(SectionWriter out, NumberedPassages corpus, int dimension) {
    this.out = out;
    this.corpus = corpus;
    this.dimension = dimension;
  }

  /**
   * Vectors of some passages.
   *
   * @param first the first passage's number; the others follow
   * @param vectors of length one, each passage's after the other's, little-endian; zeros for none
   * @param without numbers of those that have none
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Batch(int first, byte[] vectors, int[] without) {}

  /** Returns how many passages make a batch, of which each process embeds whole ones. */
  public static int batch() {
    return BATCH;
  }

  /**
   * Embeds some passages.
   *
   * @param from the first, a multiple of {@link #batch}
   * @param to the number after the last one
   */
  public static void embed(
      NumberedPassages corpus, Embedder embedder, int from, int to, Consumer<Batch> sink) {
    for (int first = from; first < to; first += BATCH) {
      int size = Math.min(BATCH, to - first);
      ByteBuffer vectors =
          ByteBuffer.allocate(size * embedder.dimension() * Float.BYTES)
              .order(ByteOrder.LITTLE_ENDIAN);
      List<Integer> numbers = new ArrayList<>(size);
      List<Integer> none = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        numbers.add(first + i);
      }
      embedder.embedPassages(
          numbers,
          corpus::passage,
          passage -> "the passage \"" + Excerpt.shown(passage.text()) + "\"",
          (number, unit) -> {
            float[] vector = unit.orElseGet(() -> new float[embedder.dimension()]);
            for (float one : vector) {
              vectors.putFloat(one);
            }
            if (unit.isEmpty()) {
              none.add(number);
            }
          },
          done -> {});
      sink.accept(
          new Batch(first, vectors.array(), none.stream().mapToInt(Integer::intValue).toArray()));
    }
  }

  /** Begins a file. */
  public static VectorsFile create(
      Path file, NumberedPassages corpus, String model, int dimension) {
    SectionWriter out = SectionWriter.create(file, VERSION);
    out.text("about", about(corpus, model, dimension));
    return new VectorsFile(out, corpus, dimension);
  }

  private static String about(NumberedPassages corpus, String model, int dimension) {
    return String.format(
        Locale.ROOT,
        "dimension %d\npassages %d\nids %016x\nmodel %s",
        dimension,
        corpus.size(),
        corpus.checksum(),
        model);
  }

  /** Tells whether a file holds the vectors of these passages and this model. */
  public static boolean isOf(Path file, NumberedPassages corpus, String model, int dimension) {
    if (!Files.exists(file)) {
      return false;
    }
    try {
      SectionFile sections = SectionFile.open(file);
      return sections.version() == VERSION
          && sections.section("about").text().equals(about(corpus, model, dimension));
    } catch (IOException e) {
      return false; // It is made anew.
    }
  }

  /**
   * Adds the next batch.
   *
   * @throws IllegalStateException if it is not the next
   */
  public void add(Batch batch) {
    if (batch.first() != written) {
      throw new IllegalStateException(
          "the passages' vectors came in another order: from "
              + batch.first()
              + " after "
              + written);
    }
    written += batch.vectors().length / (dimension * Float.BYTES);
    Arrays.stream(batch.without()).forEach(without::set);
    out.write(ByteBuffer.wrap(batch.vectors()));
  }

  /**
   * Ends the file, which appears.
   *
   * @throws IllegalStateException if some passages are missing
   */
  public void commit() {
    if (written != corpus.size()) {
      throw new IllegalStateException(
          "there are vectors of " + written + " passages, and " + corpus.size() + " passages");
    }
    out.end("vectors");
    out.write(LongBuffer.wrap(without.toLongArray()));
    out.end("without");
    out.commit();
  }

  @Override
  public void close() {
    out.close();
  }

  /** Returns how many passages have no vector in a file. */
  public static long without(Path file) {
    try {
      return without(SectionFile.open(file)).cardinality();
    } catch (IOException e) {
      throw SharedGround.damaged(file, e);
    }
  }

  private static BitSet without(SectionFile sections) throws SectionFile.Damaged {
    SectionFile.Section none = sections.section("without");
    return BitSet.valueOf(none.longs(0, (int) (none.length() / Long.BYTES)));
  }

  /** Opens a copy of a file, and compares its checksums, and whose vectors it has. */
  private static Vectors open(
      Path file, NumberedPassages corpus, Embedder embedder, Workers workers) {
    SectionFile sections = SharedGround.checked(file, workers);
    int dimension = embedder.dimension();
    try {
      String expected = about(corpus, embedder.fingerprint(), dimension);
      if (sections.version() != VERSION || !sections.section("about").text().equals(expected)) {
        throw SharedGround.changed(file);
      }
      VectorMatrix matrix = VectorMatrix.of(sections.section("vectors"), corpus.size(), dimension);
      return new AllVectors(matrix, without(sections), Optional.empty());
    } catch (SectionFile.Damaged e) {
      throw SharedGround.damaged(file, e);
    }
  }

  /**
   * Returns the vectors of a process: those of a file, or else made on demand.
   *
   * @param file of the vectors of all passages; empty if they are made on demand
   * @param folder where vectors lie that are made on demand
   * @throws IllegalStateException if the file is of other passages, or of another model
   */
  public static Vectors open(
      Optional<Path> file,
      Path folder,
      Settings settings,
      NumberedPassages corpus,
      Embedder embedder,
      Workers workers) {
    if (file.isPresent()) {
      return open(file.get(), corpus, embedder, workers);
    }
    return PassageVectors.onDemand(settings, corpus, embedder, folder);
  }
}
