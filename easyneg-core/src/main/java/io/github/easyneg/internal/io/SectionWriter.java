package io.github.easyneg.internal.io;

import io.github.easyneg.internal.concurrent.Workers;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Writes a file of sections, as {@link SectionFormat} describes it, one section after the other. It
 * appears whole, when it is committed, or not at all. For one thread.
 */
public final class SectionWriter implements Closeable {
  private static final int CHUNK = 1 << 16;

  private final Path path;
  private final AtomicFile file;
  private final List<SectionFormat.Entry> entries = new ArrayList<>();
  private final ByteBuffer chunk = SectionFormat.buffer(CHUNK);
  private final CRC32C checksum = new CRC32C();
  private List<Integer> checksums = new ArrayList<>();
  private long written;
  private long start;

  private SectionWriter(Path path, AtomicFile file) {
    this.path = path;
    this.file = file;
  }

  /**
   * Begins to write.
   *
   * @param version of what the sections hold
   * @throws UncheckedIOException if the file cannot be written
   */
  public static SectionWriter create(Path path, int version) {
    SectionWriter writer = new SectionWriter(path, AtomicFile.create(path));
    writer.raw(SectionFormat.header(version));
    writer.begin();
    return writer;
  }

  private void begin() {
    int over = (int) (written % SectionFormat.LINE);
    raw(SectionFormat.buffer(over == 0 ? 0 : SectionFormat.LINE - over));
    start = written;
    checksums = new ArrayList<>();
    checksum.reset();
  }

  /** Ends the section of all that was written since the last one ended. */
  public void end(String name) {
    if (written - start > checksums.size() * (long) SectionFormat.CHECKED) {
      checksums.add((int) checksum.getValue());
    }
    entries.add(new SectionFormat.Entry(name, start, written - start, checksums));
    begin();
  }

  /** Writes bytes from their position to their limit. */
  public void write(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      long inPart = (written - start) % SectionFormat.CHECKED;
      int size = (int) Math.min(bytes.remaining(), SectionFormat.CHECKED - inPart);
      ByteBuffer part = bytes.slice(bytes.position(), size);
      checksum.update(part.duplicate());
      raw(part);
      bytes.position(bytes.position() + size);
      if (inPart + size == SectionFormat.CHECKED) {
        checksums.add((int) checksum.getValue());
        checksum.reset();
      }
    }
  }

  /** Writes ints. */
  public void write(IntBuffer ints) {
    for (int i = 0; i < ints.capacity(); ) {
      chunk.clear();
      while (i < ints.capacity() && chunk.hasRemaining()) {
        chunk.putInt(ints.get(i++));
      }
      write(chunk.flip());
    }
  }

  /** Writes longs. */
  public void write(LongBuffer longs) {
    for (int i = 0; i < longs.capacity(); ) {
      chunk.clear();
      while (i < longs.capacity() && chunk.hasRemaining()) {
        chunk.putLong(longs.get(i++));
      }
      write(chunk.flip());
    }
  }

  /** Writes a section that is a text. */
  public void text(String name, String text) {
    write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    end(name);
  }

  private void raw(ByteBuffer bytes) {
    Workers.requireNotInterrupted();
    try {
      byte[] copy = new byte[Math.min(bytes.remaining(), CHUNK)];
      for (int size; (size = Math.min(bytes.remaining(), CHUNK)) > 0; ) {
        bytes.get(copy, 0, size);
        file.out().write(copy, 0, size);
        written += size;
      }
    } catch (IOException e) {
      throw AtomicFile.failed(path, e);
    }
  }

  /**
   * Makes the file appear.
   *
   * @throws UncheckedIOException if the disk fails; then nothing is left behind
   */
  public void commit() {
    ByteBuffer table = SectionFormat.table(entries);
    long offset = written;
    raw(table.duplicate());
    raw(SectionFormat.footer(offset, table));
    file.commit();
  }

  /** Deletes what was written, unless it was committed. */
  @Override
  public void close() {
    file.close();
  }
}
