package io.github.easyneg.internal.math;

import io.github.easyneg.internal.io.Reason;
import io.github.easyneg.internal.io.SectionFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** Rows of floats in a file that is mapped into memory, in pieces that a buffer can address. */
final class MappedRows {
  private static final int PIECE_BYTES = 1 << 30;
  private static final int ZEROS_BYTES = 1 << 20;

  private final int dimension;
  private final int rowsPerPiece;
  private final FloatBuffer[] pieces;

  private MappedRows(int dimension, int rowsPerPiece, FloatBuffer[] pieces) {
    this.dimension = dimension;
    this.rowsPerPiece = rowsPerPiece;
    this.pieces = pieces;
  }

  static MappedRows create(int rows, int dimension, Path directory) {
    long bytes = (long) rows * dimension * Float.BYTES;
    try {
      Files.createDirectories(directory);
      Path file = Files.createTempFile(directory, ".easyneg-vectors-", ".tmp");
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
        fill(channel, bytes);
        return map(channel, rows, dimension);
      } finally {
        forget(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          String.format(
              Locale.ROOT,
              "%s cannot hold the vectors, %,d bytes: %s; see its free space and its permissions,"
                  + " or name another directory.",
              directory,
              bytes,
              Reason.of(e)),
          e);
    }
  }

  /** Returns the rows of a section, little-endian, for reading alone. */
  static MappedRows of(SectionFile.Section section, int rows, int dimension) {
    int rowBytes = dimension * Float.BYTES;
    int rowsPerPiece = Math.max(1, PIECE_BYTES / rowBytes);
    FloatBuffer[] pieces = new FloatBuffer[(rows + rowsPerPiece - 1) / rowsPerPiece];
    for (int p = 0; p < pieces.length; p++) {
      int first = p * rowsPerPiece;
      int size = Math.min(rowsPerPiece, rows - first) * rowBytes;
      pieces[p] = section.bytes((long) first * rowBytes, size).asFloatBuffer();
    }
    return new MappedRows(dimension, rowsPerPiece, pieces);
  }

  /**
   * Writes zeros: a disk that is full is an error here, where it can be told, while a write to a
   * mapped hole in a file would end the process.
   */
  private static void fill(FileChannel channel, long bytes) throws IOException {
    ByteBuffer zeros = ByteBuffer.allocateDirect(ZEROS_BYTES);
    for (long left = bytes; left > 0; ) {
      zeros.clear().limit((int) Math.min(left, ZEROS_BYTES));
      left -= channel.write(zeros);
    }
  }

  private static MappedRows map(FileChannel channel, int rows, int dimension) throws IOException {
    int rowBytes = dimension * Float.BYTES;
    int rowsPerPiece = Math.max(1, PIECE_BYTES / rowBytes);
    FloatBuffer[] pieces = new FloatBuffer[(rows + rowsPerPiece - 1) / rowsPerPiece];
    for (int p = 0; p < pieces.length; p++) {
      int first = p * rowsPerPiece;
      long size = (long) Math.min(rowsPerPiece, rows - first) * rowBytes;
      pieces[p] =
          channel
              .map(FileChannel.MapMode.READ_WRITE, (long) first * rowBytes, size)
              .order(ByteOrder.nativeOrder())
              .asFloatBuffer();
    }
    return new MappedRows(dimension, rowsPerPiece, pieces);
  }

  /** A mapped file stays usable without its name, and so it goes with the process. */
  private static void forget(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      // Windows does not delete what is mapped.
      file.toFile().deleteOnExit();
    }
  }

  void set(int row, float[] vector) {
    pieces[row / rowsPerPiece].put((row % rowsPerPiece) * dimension, vector);
  }

  void get(int row, float[] vector) {
    pieces[row / rowsPerPiece].get((row % rowsPerPiece) * dimension, vector);
  }
}
