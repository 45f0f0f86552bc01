package io.github.easyneg.internal.draw;

import io.github.easyneg.internal.ground.Row;
import io.github.easyneg.sample.DrawKey;

/**
 * When a row chooses, by chance: a function of its key.
 *
 * @param chance in (0, 1); rows with smaller ones choose first
 * @param row its place in the data set, from 1; equal rows, whose chance is the same, choose in
 *     their order
 */
record Turn(double chance, long row) implements Comparable<Turn> {
  /** Keeps the turns apart from the draws, which are made of the same keys. */
  private static final long TURN = 0x5DEECE66DL;

  static Turn of(Row row) {
    return new Turn(
        DrawKey.toUniform(new DrawKey(row.key().bits() ^ TURN).random(0)), row.number());
  }

  @Override
  public int compareTo(Turn other) {
    int byChance = Double.compare(chance, other.chance);
    return byChance != 0 ? byChance : Long.compare(row, other.row);
  }
}
