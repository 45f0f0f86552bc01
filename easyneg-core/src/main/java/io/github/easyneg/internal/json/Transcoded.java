package io.github.easyneg.internal.json;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A text in UTF-16 or UTF-32, as UTF-8.
 *
 * <p>What stands for no character, such as half a pair of surrogates, becomes bytes that stand for
 * none in UTF-8 either. So it is refused by the parser, in its row, and not replaced silently, as a
 * {@link java.io.Reader} would.
 */
final class Transcoded extends InputStream {
  private static final long END = -1;
  private static final long NO_UNIT = -2;
  private static final long NO_CHARACTER = 0xFFFF_FFFFL;

  private final InputStream in;
  private final int width;
  private final boolean bigEndian;
  private final byte[] bytes = new byte[1 << 13];
  private int position;
  private int limit;
  private long ahead = NO_UNIT;

  private Transcoded(InputStream in, int width, boolean bigEndian) {
    this.in = in;
    this.width = width;
    this.bigEndian = bigEndian;
  }

  /**
   * Passes over a byte order mark and returns the rest as UTF-8. Without a mark, the zeros next to
   * the first character tell, which is ASCII in JSON.
   */
  static InputStream toUtf8(BufferedInputStream in) throws IOException {
    in.mark(4);
    int[] first = {in.read(), in.read(), in.read(), in.read()};
    in.reset();
    if (first[0] == 0xEF && first[1] == 0xBB && first[2] == 0xBF) {
      in.skipNBytes(3);
      return in;
    }
    for (boolean bigEndian : new boolean[] {true, false}) {
      for (int width : new int[] {4, 2}) {
        long unit = unit(first, width, bigEndian);
        if (unit == 0xFEFF) {
          in.skipNBytes(width);
          return new Transcoded(in, width, bigEndian);
        }
        if (unit > 0 && unit < 0x80) {
          return new Transcoded(in, width, bigEndian);
        }
      }
    }
    return in;
  }

  private static long unit(int[] bytes, int width, boolean bigEndian) {
    long unit = 0;
    for (int i = 0; i < width; i++) {
      if (bytes[i] < 0) {
        return NO_UNIT;
      }
      int place = bigEndian ? width - 1 - i : i;
      unit |= (long) bytes[i] << (8 * place);
    }
    return unit;
  }

  /** Returns the next unit, or {@link #END}; for one that is cut off, what is not a character. */
  private long next() throws IOException {
    if (ahead != NO_UNIT) {
      long unit = ahead;
      ahead = NO_UNIT;
      return unit;
    }
    int[] read = new int[width];
    for (int i = 0; i < width; i++) {
      read[i] = in.read();
    }
    if (read[0] < 0) {
      return END;
    }
    long unit = unit(read, width, bigEndian);
    return unit == NO_UNIT ? NO_CHARACTER : unit;
  }

  private void fill() throws IOException {
    position = 0;
    limit = 0;
    while (limit <= bytes.length - 4) {
      long unit = next();
      if (unit == END) {
        return;
      }
      if (width == 2
          && unit >= Character.MIN_HIGH_SURROGATE
          && unit <= Character.MAX_HIGH_SURROGATE) {
        ahead = next();
        if (ahead >= Character.MIN_LOW_SURROGATE && ahead <= Character.MAX_LOW_SURROGATE) {
          unit = Character.toCodePoint((char) unit, (char) ahead);
          ahead = NO_UNIT;
        }
      }
      put(unit);
    }
  }

  private void put(long character) {
    int c = (int) character;
    if (character > Character.MAX_CODE_POINT) {
      bytes[limit++] = (byte) 0xFF;
    } else if (c < 0x80) {
      bytes[limit++] = (byte) c;
    } else if (c < 0x800) {
      bytes[limit++] = (byte) (0xC0 | (c >> 6));
      following(c);
    } else {
      if (c < 0x10000) {
        bytes[limit++] = (byte) (0xE0 | (c >> 12));
      } else {
        bytes[limit++] = (byte) (0xF0 | (c >> 18));
        following(c >> 12);
      }
      following(c >> 6);
      following(c);
    }
  }

  private void following(int bits) {
    bytes[limit++] = (byte) (0x80 | (bits & 0x3F));
  }

  @Override
  public int read() throws IOException {
    if (position == limit) {
      fill();
    }
    return position == limit ? -1 : bytes[position++] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (position == limit) {
      fill();
    }
    if (position == limit) {
      return length == 0 ? 0 : -1;
    }
    int count = Math.min(length, limit - position);
    System.arraycopy(bytes, position, buffer, offset, count);
    position += count;
    return count;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
