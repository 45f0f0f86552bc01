package io.github.easyneg.internal.onnx;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads the fields of a protobuf message one after another, and skips those that nobody asks for.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">The encoding</a>
 */
final class ProtobufReader {
  private static final int MOST_TEXT_BYTES = 1 << 16;

  /** The format's own limit. */
  private static final int MOST_FIELD = (1 << 29) - 1;

  private static final int VARINT = 0;
  private static final int FIXED_64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED_32 = 5;

  private final InputStream in;
  private long position;
  private int field;
  private int wire;

  ProtobufReader(InputStream in) {
    this.in = in;
  }

  long position() {
    return position;
  }

  /** Moves to the next field; false at the end of the stream. */
  boolean nextField() throws IOException {
    int first = in.read();
    if (first < 0) {
      return false;
    }
    position++;
    long tag = varint(first);
    if (tag >>> 3 == 0 || tag >>> 3 > MOST_FIELD) {
      throw new IOException("a field of the number " + Long.toUnsignedString(tag >>> 3));
    }
    field = (int) (tag >>> 3);
    wire = (int) (tag & 7);
    return true;
  }

  int field() {
    return field;
  }

  boolean isBytes() {
    return wire == BYTES;
  }

  boolean isVarint() {
    return wire == VARINT;
  }

  /** Reads the field as a number. */
  long number() throws IOException {
    return varint(next());
  }

  /** Enters a message, and returns the position of its end. */
  long beginBytes() throws IOException {
    long length = varint(next());
    if (length < 0 || position + length < 0) {
      throw new IOException("a length of " + length + " bytes");
    }
    return position + length;
  }

  /** Reads the field as a text. */
  String text() throws IOException {
    long length = beginBytes() - position;
    if (length > MOST_TEXT_BYTES) {
      throw new IOException("a name of " + length + " bytes");
    }
    byte[] bytes = in.readNBytes((int) length);
    position += bytes.length;
    if (bytes.length < length) {
      throw new EOFException("it ends within a name");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  void skipValue() throws IOException {
    switch (wire) {
      case VARINT -> {
        long ignored = varint(next());
      }
      case FIXED_64 -> skip(8);
      case FIXED_32 -> skip(4);
      case BYTES -> skip(beginBytes() - position);
      default -> throw new IOException("a field of the unknown kind " + wire);
    }
  }

  private void skip(long bytes) throws IOException {
    try {
      in.skipNBytes(bytes);
    } catch (EOFException e) {
      throw new EOFException("it ends within a field");
    }
    position += bytes;
  }

  private int next() throws IOException {
    int b = in.read();
    if (b < 0) {
      throw new EOFException("it ends within a field");
    }
    position++;
    return b;
  }

  private long varint(int first) throws IOException {
    long value = first & 0x7f;
    int b = first;
    for (int shift = 7; (b & 0x80) != 0; shift += 7) {
      if (shift > 63) {
        throw new IOException("a number of more than ten bytes");
      }
      b = next();
      value |= (long) (b & 0x7f) << shift;
    }
    return value;
  }
}
