package io.github.easyneg.internal.io;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Memory in a file without a name, which is gone when the process ends. The file is written full of
 * zeros before it is mapped: a disk that is full is an error here, where it can be told, while a
 * write to a mapped hole in a file would end the process.
 *
 * <p>Closing it closes the file; what was mapped stays usable.
 */
public final class MappedMemory implements Memory, Closeable {
  private static final int FIRST_PIECE = 1 << 20;
  private static final int LARGEST_PIECE = 1 << 26;
  private static final int ZEROS_BYTES = 1 << 20;
  private static final int LINE_BYTES = 64;

  private final Path folder;
  private final FileChannel channel;
  private long end;
  private int next = FIRST_PIECE;
  private ByteBuffer piece = ByteBuffer.allocate(0);

  private MappedMemory(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Makes memory.
   *
   * @param folder where its file is made
   * @throws UncheckedIOException if it cannot be made
   */
  public static MappedMemory in(Path folder) {
    return new MappedMemory(folder, NamelessFile.open(folder));
  }

  @Override
  public IntBuffer ints(int size) {
    return bytes((long) size * Integer.BYTES).asIntBuffer();
  }

  @Override
  public LongBuffer longs(int size) {
    return bytes((long) size * Long.BYTES).asLongBuffer();
  }

  private synchronized ByteBuffer bytes(long size) {
    if (size > Integer.MAX_VALUE) {
      throw new OutOfMemoryError("a mapped array of " + size + " bytes");
    }
    if (piece.remaining() < size) {
      piece = more(Math.max(next, size));
      next = Math.min(2 * next, LARGEST_PIECE);
    }
    ByteBuffer bytes = piece.slice(piece.position(), (int) size).order(ByteOrder.LITTLE_ENDIAN);
    long used = (piece.position() + size + LINE_BYTES - 1) / LINE_BYTES * LINE_BYTES;
    piece.position((int) Math.min(used, piece.limit()));
    return bytes;
  }

  private ByteBuffer more(long size) {
    try {
      ByteBuffer zeros = ByteBuffer.allocateDirect(ZEROS_BYTES);
      long written = 0;
      while (written < size) {
        zeros.clear().limit((int) Math.min(size - written, ZEROS_BYTES));
        written += channel.write(zeros, end + written);
      }
      ByteBuffer mapped = channel.map(FileChannel.MapMode.READ_WRITE, end, size);
      end += size;
      return mapped;
    } catch (IOException e) {
      throw failed(folder, end + size, e);
    }
  }

  /** Returns the exception that tells the user that a file of some bytes has no room. */
  static UncheckedIOException failed(Path folder, long bytes, IOException e) {
    return new UncheckedIOException(
        String.format(
            Locale.ROOT,
            "%s cannot hold a temporary file of %,d bytes: %s; free some space, see its"
                + " permissions, or name another place.",
            folder,
            bytes,
            Reason.of(e)),
        e);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw failed(folder, end, e);
    }
  }
}
