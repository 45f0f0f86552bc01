package io.github.easyneg.onnx.internal.distill;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;

/** The number format of a matrix. */
public enum Precision {
  /** Four bytes a number. */
  FLOAT32("F32", 4) {
    @Override
    void put(ByteBuffer bytes, double number) {
      bytes.putFloat((float) number);
    }
  },
  /** Two bytes, 11 bits of precision: what Model2Vec writes. */
  FLOAT16("F16", 2) {
    @Override
    void put(ByteBuffer bytes, double number) {
      bytes.putShort(half((float) number));
    }
  },
  /** One byte: 255 steps up to the largest number of the matrix. */
  INT8("I8", 1) {
    @Override
    void put(ByteBuffer bytes, double number) {
      bytes.put((byte) Math.rint(number));
    }
  };

  private final String dtype;
  private final int bytes;

  Precision(String dtype, int bytes) {
    this.dtype = dtype;
    this.bytes = bytes;
  }

  /** Returns the precision of a name such as {@code float16}. */
  public static Optional<Precision> named(String name) {
    for (Precision precision : values()) {
      if (precision.toString().equals(name)) {
        return Optional.of(precision);
      }
    }
    return Optional.empty();
  }

  /** Returns the name under which safetensors knows it. */
  String dtype() {
    return dtype;
  }

  int bytes() {
    return bytes;
  }

  abstract void put(ByteBuffer bytes, double number);

  /** IEEE 754 binary16, to the nearest, halves to even; what is too large becomes the largest. */
  static short half(float number) {
    int bits = Float.floatToRawIntBits(number);
    int sign = (bits >>> 16) & 0x8000;
    float magnitude = Math.min(Math.abs(number), 65504);
    if (Float.isNaN(number)) {
      return (short) (sign | 0x7e00);
    }
    // Below 2^-14 steps are 2^-24, as they are in the lowest binade.
    int exponent = Math.max(-14, Math.getExponent(magnitude));
    // Exact: both are powers of two times at most 24 bits, and the sum is rounded by rint.
    int steps = (int) Math.rint(Math.scalb((double) magnitude, 10 - exponent));
    // A carry out of the fraction goes into the exponent, where it belongs.
    int fields = steps < 1 << 10 ? steps : ((exponent + 15 - 1) << 10) + steps;
    return (short) (sign | fields);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
