package io.github.easyneg.onnx.internal.distill;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrecisionTest {
  // IEEE 754 binary16: sign, five bits of exponent (bias 15), ten of fraction.
  @ParameterizedTest
  @CsvSource({
    "0, 0000",
    "-0.0, 8000",
    "1, 3c00",
    "-2, c000",
    "0.333251953125, 3555",
    "65504, 7bff",
    "1e9, 7bff",
    "-1e9, fbff",
    // The least normal number, the greatest below it, the least of all.
    "6.103515625e-5, 0400",
    "6.097555160522461e-5, 03ff",
    "5.960464477539063e-8, 0001",
    // Half of that is even at 0, one and a half at 2.
    "2.9802322387695312e-8, 0000",
    "8.940696716308594e-8, 0002",
    // Between 1 and its neighbour, halves go to the even one; so does what carries into the
    // exponent.
    "1.00048828125, 3c00",
    "1.00146484375, 3c02",
    "1.99951171875, 4000"
  })
  void floatsAreRoundedToTheNearestHalfAndHalvesToEven(float number, String bits) {
    assertThat(Integer.toHexString(Precision.half(number) & 0xffff))
        .isEqualTo(bits.replaceFirst("^0{1,3}", ""));
  }
}
