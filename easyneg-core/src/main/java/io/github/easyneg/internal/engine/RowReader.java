package io.github.easyneg.internal.engine;

import io.github.easyneg.data.Dataset;
import io.github.easyneg.data.Passage;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.embed.TextRole;
import io.github.easyneg.internal.concurrent.Workers;
import io.github.easyneg.mine.Anchor;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads a data set again, in chunks, and gets the vectors of each chunk's anchors. Makes sure that
 * the rows are still those that were read before.
 */
final class RowReader implements AutoCloseable {
  private static final int ROWS = 2048;
  private static final long CHARACTERS = 16 << 20;

  private final Ground ground;
  private final Embedder embedder;
  private final Workers workers;
  private final Stream<QaRow> stream;
  private final Iterator<QaRow> rows;
  private long number;
  private long checksum;

  RowReader(Ground ground, Dataset dataset, Embedder embedder, Workers workers) {
    this.ground = ground;
    this.embedder = embedder;
    this.workers = workers;
    this.stream = dataset.rows();
    this.rows = stream.iterator();
  }

  /** Returns the next rows; none at the end. */
  List<RowView> next() {
    List<QaRow> chunk = new ArrayList<>();
    long first = number + 1;
    long characters = 0;
    while (chunk.size() < ROWS && characters < CHARACTERS && rows.hasNext()) {
      QaRow row = rows.next();
      chunk.add(row);
      checksum += row.key();
      number++;
      for (String context : row.contexts()) {
        characters += context.length();
      }
    }
    Corpus.Census census = ground.corpus().census();
    if (number > census.rows() || (chunk.isEmpty() && number < census.rows())) {
      throw Corpus.changed("there were " + census.rows() + " rows, now there are " + number);
    }
    if (chunk.isEmpty() && checksum != census.checksum()) {
      throw Corpus.changed("the contents of some rows are not what they were");
    }
    return views(chunk, first);
  }

  private List<RowView> views(List<QaRow> chunk, long first) {
    int[][] own = new int[chunk.size()][];
    workers.forEach(chunk.size(), i -> own[i] = ground.corpus().numbers(chunk.get(i), first + i));
    float[][][] anchors = anchors(chunk, first);
    RowView[] views = new RowView[chunk.size()];
    workers.forEach(
        (chunk.size() + 31) / 32,
        block -> {
          for (int i = 32 * block; i < Math.min(32 * block + 32, views.length); i++) {
            views[i] = new RowView(ground, chunk.get(i), first + i, own[i], anchors[i]);
          }
        });
    return List.of(views);
  }

  /** Returns the vectors of each row's anchors. */
  private float[][][] anchors(List<QaRow> chunk, long first) {
    List<Anchor> anchors = ground.settings().anchors();
    float[][][] vectors = new float[chunk.size()][anchors.size()][];
    for (TextRole role : TextRole.values()) {
      List<Embedder.Text> texts = new ArrayList<>();
      List<int[]> places = new ArrayList<>();
      for (int i = 0; i < chunk.size(); i++) {
        for (int a = 0; a < anchors.size(); a++) {
          Anchor anchor = anchors.get(a);
          if (anchor.roleIn(chunk.get(i)) != role) {
            continue;
          }
          Passage text = Passage.of(anchor.textOf(chunk.get(i)));
          int known = role == TextRole.PASSAGE ? ground.corpus().number(text.id()) : -1;
          if (known >= 0) {
            vectors[i][a] = ground.matrix().get(known);
          } else {
            texts.add(new Embedder.Text(text, "the " + anchor.name() + " of row " + (first + i)));
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
