package io.github.easyneg.internal.engine;

import io.github.easyneg.data.Dataset;
import io.github.easyneg.data.Passage;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.embed.TextRole;
import io.github.easyneg.internal.concurrent.Workers;
import io.github.easyneg.mine.Anchor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.stream.Stream;

/**
 * Reads a data set again, in chunks, and gets the vectors of each chunk's anchors. Makes sure that
 * the rows are still those that were read before.
 */
final class RowReader implements AutoCloseable {
  private static final int ROWS = 2048;

  /** Rows whose backgrounds are scored as one matrix product. */
  private static final int BLOCK = 16;

  private static final long CHARACTERS = 16 << 20;

  private final Ground ground;
  private final Embedder embedder;
  private final Workers workers;
  private final Stream<QaRow> stream;
  private final Iterator<QaRow> rows;
  private final LongPredicate wanted;
  private long number;
  private long checksum;

  /**
   * Opens the rows.
   *
   * @param wanted tells by their numbers which rows to look at; all are read
   */
  RowReader(
      Ground ground, Dataset dataset, Embedder embedder, Workers workers, LongPredicate wanted) {
    this.wanted = wanted;
    this.ground = ground;
    this.embedder = embedder;
    this.workers = workers;
    this.stream = dataset.rows();
    this.rows = stream.iterator();
  }

  /** Returns the next rows; none at the end. */
  List<RowView> next() {
    List<Numbered> chunk = new ArrayList<>();
    long characters = 0;
    while (chunk.size() < ROWS && characters < CHARACTERS && rows.hasNext()) {
      QaRow row = rows.next();
      long content = row.key();
      checksum += content;
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
    return views(chunk);
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
  }

  private List<RowView> views(List<Numbered> chunk) {
    int[][] own = new int[chunk.size()][];
    workers.forEach(
        chunk.size(),
        i -> own[i] = ground.corpus().numbers(chunk.get(i).row(), chunk.get(i).number()));
    float[][][] anchors = anchors(chunk);
    RowView[] views = new RowView[chunk.size()];
    workers.forEach(
        (views.length + BLOCK - 1) / BLOCK,
        block -> {
          int from = block * BLOCK;
          int to = Math.min(from + BLOCK, views.length);
          float[][][] cosines = cosines(Arrays.copyOfRange(anchors, from, to));
          for (int i = from; i < to; i++) {
            Numbered row = chunk.get(i);
            views[i] =
                new RowView(
                    ground,
                    row.row(),
                    row.number(),
                    row.content(),
                    own[i],
                    anchors[i],
                    cosines[i - from]);
          }
        });
    return List.of(views);
  }

  /** Returns the background's cosines to each anchor of some rows. */
  private float[][][] cosines(float[][][] anchors) {
    int each = ground.settings().anchors().size();
    float[][] flat = new float[anchors.length * each][];
    for (int i = 0; i < flat.length; i++) {
      flat[i] = anchors[i / each][i % each];
    }
    float[][] cosines = ground.background().cosines(flat);
    float[][][] ofRows = new float[anchors.length][][];
    for (int i = 0; i < ofRows.length; i++) {
      ofRows[i] = Arrays.copyOfRange(cosines, i * each, (i + 1) * each);
    }
    return ofRows;
  }

  /** Returns the vectors of each row's anchors. */
  private float[][][] anchors(List<Numbered> chunk) {
    List<Anchor> anchors = ground.settings().anchors();
    float[][][] vectors = new float[chunk.size()][anchors.size()][];
    for (TextRole role : TextRole.values()) {
      List<Embedder.Text> texts = new ArrayList<>();
      List<int[]> places = new ArrayList<>();
      for (int i = 0; i < chunk.size(); i++) {
        for (int a = 0; a < anchors.size(); a++) {
          Anchor anchor = anchors.get(a);
          if (anchor.roleIn(chunk.get(i).row()) != role) {
            continue;
          }
          Passage text = Passage.of(anchor.textOf(chunk.get(i).row()));
          int known = role == TextRole.PASSAGE ? ground.corpus().number(text.id()) : -1;
          if (known >= 0) {
            vectors[i][a] = ground.matrix().get(known);
          } else {
            texts.add(
                new Embedder.Text(
                    text, "the " + anchor.name() + " of row " + chunk.get(i).number()));
            places.add(new int[] {i, a});
          }
        }
      }
      List<float[]> units = embedder.units(texts, role);
      for (int t = 0; t < places.size(); t++) {
        vectors[places.get(t)[0]][places.get(t)[1]] = units.get(t);
      }
    }
    return vectors;
  }

  @Override
  public void close() {
    stream.close();
  }
}
