package io.github.easyneg.internal.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * A file of named sections. All numbers are little-endian.
 *
 * <pre>
 * 0      8 bytes "easyneg\n", int version, 52 bytes 0
 * ..     the sections, each from a multiple of 64 bytes on
 * ..     the table: for each section a short and so many bytes of name in UTF-8, long offset, long
 *        length, and an int for each 64 MiB of it or part of that, their CRC-32C
 * -32    long offset of the table, int length and int CRC-32C of it, long length of the file, 8
 *        bytes "easyneg\n"
 * </pre>
 */
final class SectionFormat {
  static final byte[] MAGIC = "easyneg\n".getBytes(StandardCharsets.US_ASCII);
  static final int LINE = 64;
  static final int FOOTER = 32;

  /** Bytes that have one checksum. */
  static final int CHECKED = 1 << 26;

  private SectionFormat() {}

  /** A section's place in the file, and the checksum of each part of it. */
  record Entry(String name, long offset, long length, List<Integer> checksums) {
    Entry {
      checksums = List.copyOf(checksums);
    }

    /** Returns how many parts are checked. */
    static long parts(long length) {
      return (length + CHECKED - 1) / CHECKED;
    }
  }

  static ByteBuffer header(int version) {
    return buffer(LINE).put(MAGIC).putInt(version).position(LINE).flip();
  }

  static ByteBuffer table(List<Entry> entries) {
    int size = 0;
    for (Entry entry : entries) {
      size += Short.BYTES + utf8(entry).length + 2 * Long.BYTES;
      size += Integer.BYTES * entry.checksums().size();
    }
    ByteBuffer table = buffer(size);
    for (Entry entry : entries) {
      byte[] name = utf8(entry);
      table.putShort((short) name.length).put(name).putLong(entry.offset()).putLong(entry.length());
      entry.checksums().forEach(table::putInt);
    }
    return table.flip();
  }

  private static byte[] utf8(Entry entry) {
    return entry.name().getBytes(StandardCharsets.UTF_8);
  }

  static ByteBuffer footer(long offset, ByteBuffer table) {
    return buffer(FOOTER)
        .putLong(offset)
        .putInt(table.remaining())
        .putInt(checksum(table))
        .putLong(offset + table.remaining() + FOOTER)
        .put(MAGIC)
        .flip();
  }

  /**
   * Reads a table.
   *
   * @throws RuntimeException if it is not one
   */
  static List<Entry> entries(ByteBuffer table) {
    List<Entry> entries = new ArrayList<>();
    while (table.hasRemaining()) {
      byte[] name = new byte[table.getShort()];
      table.get(name);
      long offset = table.getLong();
      long length = table.getLong();
      List<Integer> checksums = new ArrayList<>();
      for (long part = 0; part < Entry.parts(length); part++) {
        checksums.add(table.getInt());
      }
      entries.add(new Entry(new String(name, StandardCharsets.UTF_8), offset, length, checksums));
    }
    return entries;
  }

  static int checksum(ByteBuffer bytes) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes.duplicate());
    return (int) checksum.getValue();
  }

  static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
