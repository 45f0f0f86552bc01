package io.github.easyneg.internal.draw;

import java.util.Arrays;
import java.util.List;

/**
 * What the guards said of a row's candidates, one after the other. A row that is drawn for again,
 * because vectors were missing, comes to the same candidates in the same order: the guards, which
 * may be slow, are asked about each once. For one thread at a time.
 */
final class GuardMemory {
  /** Keeps nothing: for a row whose vectors are all there. */
  static final GuardMemory NONE = new GuardMemory(false);

  private final boolean keeps;
  private int[] said = {};
  private int size;
  private int next;

  private GuardMemory(boolean keeps) {
    this.keeps = keeps;
  }

  /** Makes a memory that holds nothing yet. */
  static GuardMemory empty() {
    return new GuardMemory(true);
  }

  /** Begins an attempt. */
  void begin() {
    if (keeps) {
      next = 0;
    }
  }

  /** Returns the place of the guard that rejects the candidate, or -1. */
  int rejecting(GuardChain guards, RowView view, Seen candidate, List<Drawn.Pick> drawn) {
    if (!keeps) {
      return guards.rejecting(view, candidate, drawn);
    }
    if (next == size) {
      int guard = guards.rejecting(view, candidate, drawn);
      if (size == said.length) {
        said = Arrays.copyOf(said, Math.max(8, 2 * size));
      }
      said[size++] = guard;
    }
    return said[next++];
  }
}
