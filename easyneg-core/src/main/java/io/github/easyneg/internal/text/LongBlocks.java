package io.github.easyneg.internal.text;

import java.nio.LongBuffer;
import java.util.stream.Stream;

/**
 * Longs in blocks, of Java's heap or of a mapped file. As an interface of two classes, of which a
 * run mostly loads one: then the compiler makes of it what it makes of arrays, or of buffers;
 * buffers over arrays took an eighth longer in all of mining.
 */
interface LongBlocks {
  /** Returns blocks; arrays in the heap are used as they are. */
  static LongBlocks of(LongBuffer[] blocks) {
    return Stream.of(blocks).allMatch(LongBuffer::hasArray)
        ? new InHeap(Stream.of(blocks).map(LongBuffer::array).toArray(long[][]::new))
        : new InFile(blocks);
  }

  long get(int block, int at);

  /** Returns a block. */
  LongBuffer block(int block);

  /** Returns how many blocks there are. */
  int count();

  /** In arrays. */
  final class InHeap implements LongBlocks {
    private final long[][] blocks;

    InHeap(long[][] blocks) {
      this.blocks = blocks;
    }

    @Override
    public long get(int block, int at) {
      return blocks[block][at];
    }

    @Override
    public LongBuffer block(int block) {
      return LongBuffer.wrap(blocks[block]);
    }

    @Override
    public int count() {
      return blocks.length;
    }
  }

  /** In buffers. */
  final class InFile implements LongBlocks {
    private final LongBuffer[] blocks;

    InFile(LongBuffer[] blocks) {
      this.blocks = blocks;
    }

    @Override
    public long get(int block, int at) {
      return blocks[block].get(at);
    }

    @Override
    public LongBuffer block(int block) {
      return blocks[block].duplicate();
    }

    @Override
    public int count() {
      return blocks.length;
    }
  }
}
