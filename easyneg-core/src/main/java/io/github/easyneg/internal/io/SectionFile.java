package io.github.easyneg.internal.io;

import io.github.easyneg.internal.concurrent.Workers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * A file of sections, as {@link SectionFormat} describes it, mapped into memory. A file that takes
 * its name meanwhile changes nothing for who has this one open. Immutable; thread-safe.
 */
public final class SectionFile {
  /**
   * A buffer addresses 2 GiB. Windows begin every GiB and are twice as long where they can, so that
   * what has a GiB at most lies in one of them wherever it begins.
   */
  private static final int WINDOW_BITS = 30;

  private static final long WINDOW = 1L << WINDOW_BITS;

  private final ByteBuffer[] windows;
  private final int version;
  private final Map<String, SectionFormat.Entry> entries = new HashMap<>();

  private SectionFile(ByteBuffer[] windows, int version) {
    this.windows = windows;
    this.version = version;
  }

  /** The file was not written by easyneg as a file of sections. */
  public static final class Foreign extends IOException {
    private static final long serialVersionUID = 1L;

    private Foreign() {
      super("it is not a file that easyneg wrote");
    }
  }

  /** The file is one of sections, but not as it was written. The message says how. */
  public static final class Damaged extends IOException {
    private static final long serialVersionUID = 1L;

    /** Makes an exception of words that go on from the name of a file. */
    public Damaged(String message) {
      super(message);
    }
  }

  /**
   * Opens a file. What the sections hold is not looked at yet; see {@link #check}.
   *
   * @throws Foreign if it is not a file of sections
   * @throws Damaged if it is one that was changed or cut off
   * @throws IOException if it cannot be read
   */
  public static SectionFile open(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      long size = channel.size();
      ByteBuffer header = read(channel, 0, (int) Math.min(size, SectionFormat.LINE));
      byte[] magic = new byte[Math.min(header.remaining(), SectionFormat.MAGIC.length)];
      header.get(magic);
      if (!Arrays.equals(magic, SectionFormat.MAGIC)) {
        throw new Foreign();
      }
      if (size < SectionFormat.LINE + SectionFormat.FOOTER) {
        throw new Damaged("it was cut off");
      }
      int version = header.getInt();
      List<SectionFormat.Entry> entries = table(channel, size);
      SectionFile file = new SectionFile(map(channel, size), version);
      entries.forEach(entry -> file.entries.put(entry.name(), entry));
      return file;
    }
  }

  private static List<SectionFormat.Entry> table(FileChannel channel, long size)
      throws IOException {
    ByteBuffer footer = read(channel, size - SectionFormat.FOOTER, SectionFormat.FOOTER);
    long offset = footer.getLong();
    int length = footer.getInt();
    int checksum = footer.getInt();
    long whole = footer.getLong();
    byte[] magic = new byte[SectionFormat.MAGIC.length];
    footer.get(magic);
    if (whole != size || !Arrays.equals(magic, SectionFormat.MAGIC)) {
      throw new Damaged("it was cut off");
    }
    if (length < 0 || offset < 0 || offset != size - SectionFormat.FOOTER - length) {
      throw new Damaged("its last bytes were changed");
    }
    ByteBuffer table = read(channel, offset, length);
    if (SectionFormat.checksum(table) != checksum) {
      throw new Damaged("its table of contents was changed");
    }
    return SectionFormat.entries(table);
  }

  private static ByteBuffer read(FileChannel channel, long from, int size) throws IOException {
    ByteBuffer bytes = SectionFormat.buffer(size);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, from + bytes.position()) < 0) {
        throw new Damaged("it was cut off while it was read");
      }
    }
    return bytes.flip();
  }

  private static ByteBuffer[] map(FileChannel channel, long size) throws IOException {
    ByteBuffer[] windows = new ByteBuffer[(int) ((size + WINDOW - 1) >>> WINDOW_BITS)];
    for (int w = 0; w < windows.length; w++) {
      long from = w * WINDOW;
      windows[w] =
          channel
              .map(FileChannel.MapMode.READ_ONLY, from, Math.min(size - from, 2 * WINDOW - 1))
              .order(ByteOrder.LITTLE_ENDIAN);
    }
    return windows;
  }

  /** Returns a checksum of all sections, by the checksums that the file has of them. */
  public String fingerprint() {
    StringBuilder all = new StringBuilder().append(version);
    new TreeMap<>(entries)
        .forEach(
            (name, entry) ->
                all.append('\n')
                    .append(name)
                    .append(' ')
                    .append(entry.length())
                    .append(' ')
                    .append(entry.checksums()));
    return Sha256.of(all.toString());
  }

  /** Returns the version of what the sections hold. */
  public int version() {
    return version;
  }

  /**
   * Compares all checksums, which reads the whole file.
   *
   * @throws Damaged if a section is not as it was written
   */
  public void check(Workers workers) throws Damaged {
    for (SectionFormat.Entry entry : entries.values()) {
      boolean[] wrong = new boolean[entry.checksums().size()];
      workers.forEach(
          wrong.length,
          part -> {
            long from = (long) part * SectionFormat.CHECKED;
            int size = (int) Math.min(entry.length() - from, SectionFormat.CHECKED);
            CRC32C checksum = new CRC32C();
            checksum.update(bytes(entry.offset() + from, size));
            wrong[part] = (int) checksum.getValue() != entry.checksums().get(part);
          });
      for (boolean part : wrong) {
        if (part) {
          throw new Damaged("its section '" + entry.name() + "' was changed");
        }
      }
    }
  }

  private ByteBuffer bytes(long from, int size) {
    return windows[(int) (from >>> WINDOW_BITS)]
        .slice((int) (from & (WINDOW - 1)), size)
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Returns a section.
   *
   * @throws Damaged if there is none of this name
   */
  public Section section(String name) throws Damaged {
    SectionFormat.Entry entry = entries.get(name);
    if (entry == null) {
      throw new Damaged("it has no section '" + name + "'");
    }
    return new Section(entry.offset(), entry.length());
  }

  /** The bytes of a section, as numbers or texts; places are counted from its beginning. */
  public final class Section {
    private final long offset;
    private final long length;

    private Section(long offset, long length) {
      this.offset = offset;
      this.length = length;
    }

    /** Returns how many bytes it has. */
    public long length() {
      return length;
    }

    /** Returns the long at a place, counted in longs. */
    public long longAt(long index) {
      long at = offset + index * Long.BYTES;
      return windows[(int) (at >>> WINDOW_BITS)].getLong((int) (at & (WINDOW - 1)));
    }

    /** Returns some bytes, a GiB at most. */
    public ByteBuffer bytes(long from, int size) {
      return SectionFile.this.bytes(offset + from, size);
    }

    /** Returns some longs, a GiB at most. */
    public LongBuffer longs(long first, int count) {
      return bytes(first * Long.BYTES, count * Long.BYTES).asLongBuffer();
    }

    /** Returns some ints, a GiB at most. */
    public IntBuffer ints(long first, int count) {
      return bytes(first * Integer.BYTES, count * Integer.BYTES).asIntBuffer();
    }

    /** Returns all of it as a text. */
    public String text() {
      byte[] text = new byte[(int) length];
      bytes(0, text.length).get(text);
      return new String(text, StandardCharsets.UTF_8);
    }
  }
}
