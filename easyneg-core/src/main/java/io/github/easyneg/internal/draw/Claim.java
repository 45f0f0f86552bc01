package io.github.easyneg.internal.draw;

import io.github.easyneg.internal.ground.Row;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** What a row drew in a round, and when it chooses. Immutable. */
public final class Claim {
  private final Turn turn;
  private final int[] passages;
  private final boolean isShort;

  private Claim(Turn turn, int[] passages, boolean isShort) {
    this.turn = turn;
    this.passages = passages;
    this.isShort = isShort;
  }

  /** Returns what a row claims that drew this. */
  public static Claim of(Row row, Drawn drawn) {
    return new Claim(
        Turn.of(row),
        drawn.picks().stream().mapToInt(pick -> pick.seen().number()).toArray(),
        drawn.shortfall().isPresent());
  }

  Turn turn() {
    return turn;
  }

  /** Returns the passages' numbers; not to be changed. */
  int[] passages() {
    return passages;
  }

  /** Tells whether the row drew fewer passages than were asked for. */
  boolean isShort() {
    return isShort;
  }

  /** Writes the claim, for {@link #read} in another process. */
  public void write(DataOutput out) throws IOException {
    out.writeDouble(turn.chance());
    out.writeLong(turn.row());
    out.writeBoolean(isShort);
    out.writeInt(passages.length);
    for (int passage : passages) {
      out.writeInt(passage);
    }
  }

  /** Reads a claim. */
  public static Claim read(DataInput in) throws IOException {
    Turn turn = new Turn(in.readDouble(), in.readLong());
    boolean isShort = in.readBoolean();
    int[] passages = new int[in.readInt()];
    for (int i = 0; i < passages.length; i++) {
      passages[i] = in.readInt();
    }
    return new Claim(turn, passages, isShort);
  }
}
