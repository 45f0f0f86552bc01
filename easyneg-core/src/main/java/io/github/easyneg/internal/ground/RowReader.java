package io.github.easyneg.internal.ground;

import io.github.easyneg.data.Dataset;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.sample.DrawKey;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.stream.Stream;

/**
 * Reads a data set again, in chunks, and gets the vectors of each chunk's anchors. Makes sure that
 * the rows are still those that were read before.
 */
public final class RowReader implements AutoCloseable {
  /** So many rows are a chunk. */
  public static final int ROWS = 2048;

  /**
   * Where a model is asked about what is drawn a chunk takes minutes, and progress is told and
   * draws are kept by the chunk.
   */
  public static final int ROWS_TO_ASK_ABOUT = 128;

  /** So many characters of contexts end a chunk. */
  public static final long CHARACTERS = 16 << 20;

  private static final float[][] NO_ANCHORS = {};
  private static final BitSet NONE = new BitSet();

  private final Ground ground;
  private final Embedder embedder;
  private final Stream<QaRow> stream;
  private final Iterator<QaRow> rows;
  private final LongPredicate wanted;
  private final long drawn;
  private final int most;
  private long number;
  private long checksum;
  private long sequence;

  /**
   * Opens the rows.
   *
   * @param wanted tells by their numbers which rows to look at; all are read
   * @param drawn so many rows have been drawn for, and need no vectors
   */
  public RowReader(
      Ground ground, Dataset dataset, Embedder embedder, LongPredicate wanted, long drawn) {
    this.wanted = wanted;
    this.drawn = drawn;
    this.most = ground.settings().batchGuards().isEmpty() ? ROWS : ROWS_TO_ASK_ABOUT;
    this.ground = ground;
    this.embedder = embedder;
    this.stream = dataset.rows();
    this.rows = stream.iterator();
  }

  /** Returns the next rows; none at the end. */
  public List<Row> next() {
    List<Numbered> chunk = new ArrayList<>();
    long characters = 0;
    while (chunk.size() < most && characters < CHARACTERS && rows.hasNext()) {
      QaRow row = rows.next();
      long content = row.key();
      checksum += content;
      sequence = NumberedPassages.Census.sequence(sequence, content);
      number++;
      if (wanted.test(number)) {
        chunk.add(new Numbered(row, number, content));
        for (String context : row.contexts()) {
          characters += context.length();
        }
      }
    }
    if (chunk.isEmpty()) {
      requireUnchanged();
    }
    boolean known = !chunk.isEmpty() && chunk.get(chunk.size() - 1).number() <= drawn;
    return known
        ? chunk.stream().map(row -> row(ground, row, NO_ANCHORS, NONE)).toList()
        : withAnchors(ground, embedder, chunk);
  }

  private static Row row(Ground ground, Numbered row, float[][] anchors, BitSet standIns) {
    DrawKey key = DrawKey.of(ground.settings().seed(), row.content());
    return new Row(row.row(), row.number(), key, anchors, standIns);
  }

  /** A row, its place in the data set, from 1, and the key of its content. */
  public record Numbered(QaRow row, long number, long content) {}

  private void requireUnchanged() {
    NumberedPassages.Census census = ground.corpus().census();
    if (number != census.rows()) {
      throw NumberedPassages.changed(
          "there were " + census.rows() + " rows, now there are " + number);
    }
    if (checksum != census.checksum()) {
      throw NumberedPassages.changed("the contents of some rows are not what they were");
    }
    if (sequence != census.sequence()) {
      throw NumberedPassages.changed("the rows come in another order");
    }
  }

  /** Returns rows with the vectors of their anchors. */
  public static List<Row> withAnchors(Ground ground, Embedder embedder, List<Numbered> chunk) {
    ChunkAnchors anchors = new ChunkAnchors(ground, embedder, chunk);
    List<Row> rows = new ArrayList<>(chunk.size());
    for (int i = 0; i < chunk.size(); i++) {
      rows.add(row(ground, chunk.get(i), anchors.vectors(i), anchors.standIns(i)));
    }
    return rows;
  }

  @Override
  public void close() {
    stream.close();
  }
}
