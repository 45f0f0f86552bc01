package io.github.easyneg.internal.io;

import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;

/**
 * Where large arrays of numbers lie: in Java's heap, or in a file that is mapped into memory. What
 * is read from either is the same. Thread-safe.
 */
public interface Memory {
  /** Java's heap. */
  Memory HEAP =
      new Memory() {
        @Override
        public IntBuffer ints(int size) {
          return IntBuffer.wrap(new int[size]);
        }

        @Override
        public LongBuffer longs(int size) {
          return LongBuffer.wrap(new long[size]);
        }

        @Override
        public IntBuffer keep(int[] values, int used) {
          return IntBuffer.wrap(used == values.length ? values : Arrays.copyOf(values, used));
        }

        @Override
        public LongBuffer keep(long[] values, int used) {
          return LongBuffer.wrap(used == values.length ? values : Arrays.copyOf(values, used));
        }
      };

  /** Makes room for ints, all zero. */
  IntBuffer ints(int size);

  /** Makes room for longs, all zero. */
  LongBuffer longs(int size);

  /**
   * Keeps the first {@code used} of some ints.
   *
   * @param values not to be changed any more
   */
  default IntBuffer keep(int[] values, int used) {
    return ints(used).put(0, values, 0, used);
  }

  /**
   * Keeps the first {@code used} of some longs.
   *
   * @param values not to be changed any more
   */
  default LongBuffer keep(long[] values, int used) {
    return longs(used).put(0, values, 0, used);
  }
}
