package io.github.easyneg.internal.run;

import io.github.easyneg.internal.ground.Row;
import io.github.easyneg.internal.io.Reason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * One file of the {@link Journal}: whose draws it holds, the draws, and a checksum over both. So
 * neither a changed bit nor a file that was copied from somewhere else passes for another's draws.
 */
final class JournalFile {
  /** Run, chunk, rows before it, its rows, and a hash of their keys. */
  private static final int HEADER = 3 * Long.BYTES + 2 * Integer.BYTES;

  private final byte[] bytes;

  private JournalFile(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Writes what follows the header. */
  interface Content {
    void to(DataOutputStream out) throws IOException;
  }

  /**
   * Returns the bytes of a file.
   *
   * @param run what the draws depend on
   * @param chunk its number
   * @param before rows of the chunks before it
   */
  static byte[] of(long run, int chunk, long before, List<Row> rows, Content content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeLong(run);
      out.writeInt(chunk);
      out.writeLong(before);
      out.writeInt(rows.size());
      out.writeLong(hash(rows));
      content.to(out);
      out.writeLong(checksum(bytes.toByteArray(), bytes.size()));
    } catch (IOException e) {
      throw new AssertionError("memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  /** Reads a file, whatever it holds. */
  static JournalFile read(Path file) {
    try {
      return new JournalFile(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read: " + Reason.of(e) + ".", e);
    }
  }

  /** Returns what is wrong with the file as that of a run and a chunk, if anything is. */
  Optional<String> fault(long run, int chunk, long before) {
    int length = bytes.length - Long.BYTES;
    if (length < HEADER
        || ByteBuffer.wrap(bytes, length, Long.BYTES).getLong() != checksum(bytes, length)) {
      return Optional.of("is damaged");
    }
    ByteBuffer header = ByteBuffer.wrap(bytes);
    if (header.getLong() != run) {
      return Optional.of("holds the draws of another run");
    }
    int found = header.getInt();
    if (found != chunk) {
      return Optional.of("holds the draws of chunk " + found);
    }
    return header.getLong() == before
        ? Optional.empty()
        : Optional.of("holds the draws of other rows");
  }

  /** Returns how many rows' draws it holds. */
  int rows() {
    return ByteBuffer.wrap(bytes).getInt(2 * Long.BYTES + Integer.BYTES);
  }

  /** Tells whether it holds these rows' draws. */
  boolean isOf(List<Row> rows) {
    return rows() == rows.size()
        && ByteBuffer.wrap(bytes).getLong(HEADER - Long.BYTES) == hash(rows);
  }

  /** Returns what follows the header. */
  DataInputStream content() {
    return new DataInputStream(
        new ByteArrayInputStream(bytes, HEADER, bytes.length - HEADER - Long.BYTES));
  }

  private static long hash(List<Row> rows) {
    long hash = 0;
    for (Row row : rows) {
      hash = hash * 0x5851F42D4C957F2DL + row.key().bits();
    }
    return hash;
  }

  private static long checksum(byte[] bytes, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, length);
    return checksum.getValue();
  }
}
