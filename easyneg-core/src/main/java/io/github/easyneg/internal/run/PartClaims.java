package io.github.easyneg.internal.run;

import io.github.easyneg.data.QaRow;
import io.github.easyneg.internal.draw.Claim;
import io.github.easyneg.internal.draw.Drawn;
import io.github.easyneg.internal.draw.Miner;
import io.github.easyneg.internal.draw.ReuseLimit;
import io.github.easyneg.internal.ground.Embedder;
import io.github.easyneg.internal.ground.Row;
import io.github.easyneg.internal.ground.RowReader;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets those rows of a part draw, in one of many processes, that must in a round of {@code
 * maxReuse}. What they claim is settled in one place, by {@link WholeRun#settle}. For one thread;
 * several may be at work on one {@link Replica}.
 */
public final class PartClaims {
  private final String run;
  private final Replica.Drawing drawing;
  private final Miner miner;
  private final Embedder embedder;
  private final PartRows part;
  private final ReuseLimit limit;
  private final List<RowReader.Numbered> chunk = new ArrayList<>();
  private final ByteArrayOutputStream claims = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(claims);
  private int count;
  private long characters;

  /**
   * Begins a part.
   *
   * @param run what it brings
   * @param part its rows
   * @param limit says who draws in this round, and what is closed to whom
   */
  public PartClaims(Replica replica, Replica.OfRun run, PartRows part, ReuseLimit limit) {
    this.run = run.name();
    this.drawing = replica.drawing(run);
    this.miner = drawing.miner().another();
    this.embedder = replica.embedder();
    this.part = part;
    this.limit = limit;
  }

  /** Takes the next row, whether it draws or not. */
  public void add(QaRow row) {
    RowReader.Numbered next = part.next(row);
    if (!limit.mustDraw(next.number())) {
      return;
    }
    chunk.add(next);
    for (String context : row.contexts()) {
      characters += context.length();
    }
    if (chunk.size() == RowReader.ROWS || characters >= RowReader.CHARACTERS) {
      draw();
    }
  }

  private void draw() {
    List<Row> rows = RowReader.withAnchors(drawing.ground(), embedder, chunk);
    chunk.clear();
    characters = 0;
    List<Drawn> drawn = miner.draw(rows, limit);
    try {
      for (int i = 0; i < drawn.size(); i++) {
        Claim.of(rows.get(i), drawn.get(i)).write(out);
        count++;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Ends the part.
   *
   * @return what was claimed and counted, for {@link WholeRun#settle}
   * @throws IllegalStateException if the rows are not those that were counted before, in that order
   */
  public byte[] end() {
    draw();
    part.endInOrder();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream all = new DataOutputStream(bytes)) {
      all.writeInt(count);
      claims.writeTo(all);
      drawing.write(all, embedder, run);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
