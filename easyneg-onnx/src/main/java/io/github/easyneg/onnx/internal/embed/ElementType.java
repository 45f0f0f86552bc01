package io.github.easyneg.onnx.internal.embed;

import java.nio.ByteBuffer;
import java.util.Optional;

/** How safetensors stores a number. */
enum ElementType {
  F64(8) {
    @Override
    double next(ByteBuffer bytes) {
      return bytes.getDouble();
    }
  },
  F32(4) {
    @Override
    double next(ByteBuffer bytes) {
      return bytes.getFloat();
    }
  },
  F16(2) {
    @Override
    double next(ByteBuffer bytes) {
      return half(bytes.getShort());
    }
  },
  BF16(2) {
    @Override
    double next(ByteBuffer bytes) {
      // bfloat16 is the upper half of a float.
      return Float.intBitsToFloat(bytes.getShort() << 16);
    }
  },
  I64(8) {
    @Override
    double next(ByteBuffer bytes) {
      return bytes.getLong();
    }
  },
  I32(4) {
    @Override
    double next(ByteBuffer bytes) {
      return bytes.getInt();
    }
  },
  I16(2) {
    @Override
    double next(ByteBuffer bytes) {
      return bytes.getShort();
    }
  },
  I8(1) {
    @Override
    double next(ByteBuffer bytes) {
      return bytes.get();
    }
  },
  U64(8) {
    @Override
    double next(ByteBuffer bytes) {
      long bits = bytes.getLong();
      return bits >= 0 ? bits : ((bits >>> 1) | (bits & 1)) * 2.0;
    }
  },
  U32(4) {
    @Override
    double next(ByteBuffer bytes) {
      return Integer.toUnsignedLong(bytes.getInt());
    }
  },
  U16(2) {
    @Override
    double next(ByteBuffer bytes) {
      return Short.toUnsignedInt(bytes.getShort());
    }
  },
  U8(1) {
    @Override
    double next(ByteBuffer bytes) {
      return Byte.toUnsignedInt(bytes.get());
    }
  },
  BOOL(1) {
    @Override
    double next(ByteBuffer bytes) {
      return bytes.get() == 0 ? 0 : 1;
    }
  };

  private final int bytes;

  ElementType(int bytes) {
    this.bytes = bytes;
  }

  static Optional<ElementType> named(String dtype) {
    for (ElementType type : values()) {
      if (type.name().equals(dtype)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  int bytes() {
    return bytes;
  }

  /** Reads one number; a double holds every value of these types that models use, exactly. */
  abstract double next(ByteBuffer bytes);

  /** IEEE 754 binary16: 1 bit of sign, 5 of exponent (bias 15), 10 of fraction. */
  static float half(short bits) {
    int exponent = (bits >> 10) & 0x1f;
    int fraction = bits & 0x3ff;
    float magnitude;
    if (exponent == 0x1f) {
      magnitude = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
    } else if (exponent == 0) {
      magnitude = Math.scalb((float) fraction, -24);
    } else {
      magnitude = Math.scalb((float) (0x400 | fraction), exponent - 25);
    }
    return bits < 0 ? -magnitude : magnitude;
  }
}
