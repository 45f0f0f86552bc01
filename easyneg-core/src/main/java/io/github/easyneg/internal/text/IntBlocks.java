package io.github.easyneg.internal.text;

import java.nio.IntBuffer;
import java.util.stream.Stream;

/** Ints in blocks, as {@link LongBlocks} for longs. */
interface IntBlocks {
  /** Returns blocks; arrays in the heap are used as they are. */
  static IntBlocks of(IntBuffer... blocks) {
    return Stream.of(blocks).allMatch(IntBuffer::hasArray)
        ? new InHeap(Stream.of(blocks).map(IntBuffer::array).toArray(int[][]::new))
        : new InFile(blocks);
  }

  int get(int block, int at);

  /** Sets a value, while blocks are filled. */
  void set(int block, int at, int value);

  /** Returns a block. */
  IntBuffer block(int block);

  /** Returns how many blocks there are. */
  int count();

  /** In arrays. */
  final class InHeap implements IntBlocks {
    private final int[][] blocks;

    InHeap(int[][] blocks) {
      this.blocks = blocks;
    }

    @Override
    public int get(int block, int at) {
      return blocks[block][at];
    }

    @Override
    public void set(int block, int at, int value) {
      blocks[block][at] = value;
    }

    @Override
    public IntBuffer block(int block) {
      return IntBuffer.wrap(blocks[block]);
    }

    @Override
    public int count() {
      return blocks.length;
    }
  }

  /** In buffers. */
  final class InFile implements IntBlocks {
    private final IntBuffer[] blocks;

    InFile(IntBuffer[] blocks) {
      this.blocks = blocks;
    }

    @Override
    public int get(int block, int at) {
      return blocks[block].get(at);
    }

    @Override
    public void set(int block, int at, int value) {
      blocks[block].put(at, value);
    }

    @Override
    public IntBuffer block(int block) {
      return blocks[block].duplicate();
    }

    @Override
    public int count() {
      return blocks.length;
    }
  }
}
