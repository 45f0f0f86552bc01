package io.github.easyneg.internal.io;

import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;

/** Longs that come one after the other, and are written as a section. For one thread. */
public final class LongList {
  private static final int CHUNK = 1 << 14;

  private final Memory memory;
  private final List<LongBuffer> full = new ArrayList<>();
  private long[] chunk = new long[CHUNK];
  private int used;

  /**
   * Makes an empty list.
   *
   * @param memory where the longs lie
   */
  public LongList(Memory memory) {
    this.memory = memory;
  }

  /** Adds one. */
  public void add(long value) {
    if (used == CHUNK) {
      full.add(memory.keep(chunk, CHUNK));
      chunk = new long[CHUNK];
      used = 0;
    }
    chunk[used++] = value;
  }

  /** Writes all of them. */
  public void write(SectionWriter out) {
    full.forEach(out::write);
    out.write(LongBuffer.wrap(chunk, 0, used).slice());
  }
}
