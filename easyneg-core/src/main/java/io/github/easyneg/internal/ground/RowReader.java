package io.github.easyneg.internal.ground;

import io.github.easyneg.data.Dataset;
import io.github.easyneg.data.Passage;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.embed.TextRole;
import io.github.easyneg.internal.math.UnitVectors;
import io.github.easyneg.mine.Anchor;
import io.github.easyneg.sample.DrawKey;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.stream.Stream;

/**
 * Reads a data set again, in chunks, and gets the vectors of each chunk's anchors. Makes sure that
 * the rows are still those that were read before.
 */
public final class RowReader implements AutoCloseable {
  private static final int ROWS = 2048;

  /**
   * Where a model is asked about what is drawn a chunk takes minutes, and progress is told and
   * draws are kept by the chunk.
   */
  private static final int ROWS_TO_ASK_ABOUT = 128;

  private static final long CHARACTERS = 16 << 20;

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
      sequence = sequence * Corpus.Census.FACTOR + content;
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
    float[][][] anchors = known ? new float[chunk.size()][0][] : anchors(chunk);
    List<Row> found = new ArrayList<>(chunk.size());
    for (int i = 0; i < anchors.length; i++) {
      Numbered row = chunk.get(i);
      DrawKey key = DrawKey.of(ground.settings().seed(), row.content());
      found.add(new Row(row.row(), row.number(), key, anchors[i]));
    }
    return found;
  }

  /** A row, its place in the data set, from 1, and the key of its content. */
  private record Numbered(QaRow row, long number, long content) {}

  private void requireUnchanged() {
    Corpus.Census census = ground.corpus().census();
    if (number != census.rows()) {
      throw Corpus.changed("there were " + census.rows() + " rows, now there are " + number);
    }
    if (checksum != census.checksum()) {
      throw Corpus.changed("the contents of some rows are not what they were");
    }
    if (sequence != census.sequence()) {
      throw Corpus.changed("the rows come in another order");
    }
  }

  /** Returns the vectors of each row's anchors. */
  private float[][][] anchors(List<Numbered> chunk) {
    List<Anchor> anchors = ground.settings().anchors();
    float[][][] vectors = new float[chunk.size()][anchors.size()][];
    for (TextRole role : TextRole.values()) {
      List<Embedder.Text> texts = new ArrayList<>();
      int[] places = new int[chunk.size() * anchors.size()];
      for (int i = 0; i < chunk.size(); i++) {
        for (int a = 0; a < anchors.size(); a++) {
          Anchor anchor = anchors.get(a);
          if (anchor.roleIn(chunk.get(i).row()) != role) {
            continue;
          }
          Passage text = Passage.of(anchor.textOf(chunk.get(i).row()));
          long place = ground.settings().dataset().sourceNumber(chunk.get(i).number());
          int known = role == TextRole.PASSAGE ? ground.corpus().number(text.id()) : -1;
          if (known >= 0) {
            vectors[i][a] = ground.matrix().get(known);
          } else {
            places[texts.size()] = i * anchors.size() + a;
            texts.add(new Embedder.Text(text, () -> "the " + anchor.name() + " of row " + place));
          }
        }
      }
      List<float[]> units = embedder.units(texts, role);
      for (int t = 0; t < units.size(); t++) {
        vectors[places[t] / anchors.size()][places[t] % anchors.size()] = units.get(t);
      }
    }
    for (int a = 0; a < anchors.size(); a++) {
      if (anchors.get(a).answerShare() > 0) {
        subtractAnswers(chunk, anchors.get(a), a, vectors);
      }
    }
    return vectors;
  }

  /** Moves an anchor of each row that has an answer away from it. */
  private void subtractAnswers(
      List<Numbered> chunk, Anchor anchor, int number, float[][][] vectors) {
    List<Embedder.Text> texts = new ArrayList<>();
    List<float[][]> rows = new ArrayList<>();
    for (int i = 0; i < chunk.size(); i++) {
      Optional<String> answer = anchor.subtracted(chunk.get(i).row());
      if (answer.isPresent()) {
        long place = ground.settings().dataset().sourceNumber(chunk.get(i).number());
        texts.add(new Embedder.Text(Passage.of(answer.get()), () -> "the answer of row " + place));
        rows.add(vectors[i]);
      }
    }
    List<float[]> answers = embedder.units(texts, TextRole.QUERY);
    for (int t = 0; t < answers.size(); t++) {
      float[] vector = rows.get(t)[number].clone();
      boolean apart = false;
      for (int d = 0; d < vector.length; d++) {
        vector[d] -= (float) (anchor.answerShare() * answers.get(t)[d]);
        apart |= vector[d] != 0;
      }
      // A question that is its answer, at a share of 1, leaves no direction; then it stays.
      rows.get(t)[number] = apart ? UnitVectors.of("an anchor", vector) : rows.get(t)[number];
    }
  }

  @Override
  public void close() {
    stream.close();
  }
}
