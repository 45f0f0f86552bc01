package io.github.easyneg.onnx.internal.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.fixtures.TinySafetensors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {
  private final Path file;

  SafetensorsTest(@TempDir Path dir) {
    this.file = dir.resolve("model.safetensors");
  }

  private void broken(String what) {
    assertThatThrownBy(() -> Safetensors.open(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            file
                + " is not the safetensors file that was expected: "
                + what
                + ". Download the model's folder again.");
  }

  @Test
  void matricesAndVectorsAreReadAsWritten() throws IOException {
    float[][] rows = {{1, -2.5f, 3}, {4, 5, Float.MIN_VALUE}};
    new TinySafetensors()
        .vector("v", 7, 8)
        .matrix("m", rows)
        .longs("n", -1, 1L << 40)
        .add("empty", "F32", "[0,5]", new byte[0])
        .write(file);
    Safetensors tensors = Safetensors.open(file);
    assertThat(tensors.matrix("m")).isDeepEqualTo(rows);
    assertThat(tensors.vector("v")).containsExactly(7, 8);
    assertThat(tensors.vector("n")).containsExactly(-1, 1L << 40);
    assertThat(tensors.matrix("empty")).isEmpty();
    assertThat(tensors.shape("m")).isEqualTo(List.of(2L, 3L));
    assertThat(tensors.has("x")).isFalse();
  }

  @Test
  void largeMatricesAreReadOverManyChunks() throws IOException {
    Random random = new Random(3);
    float[][] rows = new float[2111][301];
    for (float[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        row[i] = random.nextFloat();
      }
    }
    new TinySafetensors().vector("before", 1).matrix("m", rows).write(file);
    assertThat(Safetensors.open(file).matrix("m")).isDeepEqualTo(rows);
  }

  @ParameterizedTest
  @CsvSource({
    "0x0000, 0",
    "0x3c00, 1",
    "0xc000, -2",
    "0x7bff, 65504",
    "0x0400, 6.103515625E-5",
    "0x0001, 5.9604644775390625E-8",
    "0x83ff, -6.097555160522461E-5",
    "0x3555, 0.333251953125",
    "0x7c00, Infinity",
    "0xfc00, -Infinity",
    "0x7e00, NaN"
  })
  void halfPrecisionIsReadAsTheStandardSays(String bits, Float value) {
    Float half = ElementType.half((short) Integer.decode(bits).intValue());
    assertThat(half).isEqualTo(value);
  }

  @Test
  void allTypesAreRead() throws IOException {
    new TinySafetensors()
        .shorts("bf16", "BF16", "[2]", 0x3fc0, 0xc000)
        .shorts("f16", "F16", "[2]", 0x3e00, 0xc000)
        .add("i8", "I8", "[2]", new byte[] {127, -128})
        .add(
            "f64",
            "F64",
            "[1]",
            ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(0.1).array())
        .add(
            "i32",
            "I32",
            "[1]",
            ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(-7).array())
        .write(file);
    Safetensors tensors = Safetensors.open(file);
    assertThat(tensors.vector("bf16")).containsExactly(1.5, -2);
    assertThat(tensors.vector("f16")).containsExactly(1.5, -2);
    assertThat(tensors.vector("i8")).containsExactly(127, -128);
    assertThat(tensors.vector("f64")).containsExactly(0.1);
    assertThat(tensors.vector("i32")).containsExactly(-7);
  }

  @Test
  void aMissingTensorSaysWhatThereIs() throws IOException {
    new TinySafetensors().vector("v", 7).vector("w", 7).write(file);
    assertThatThrownBy(() -> Safetensors.open(file).vector("x"))
        .hasMessage(
            file
                + " is not the safetensors file that was expected: it holds no tensor 'x', only [v,"
                + " w]. Download the model's folder again.");
  }

  @Test
  void aVectorIsNoMatrix() throws IOException {
    new TinySafetensors().vector("v", 7, 8).write(file);
    assertThatThrownBy(() -> Safetensors.open(file).matrix("v"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            file
                + " is not the safetensors file that was expected: tensor 'v' has the shape [2],"
                + " not a matrix. Download the model's folder again.");
  }

  @Test
  void aFileTooShortForItsLengthIsRefused() throws IOException {
    Files.write(file, new byte[5]);
    broken("it has 5 bytes, and the header's length alone takes 8");
  }

  @Test
  void aHeaderBeyondTheFileIsRefusedBeforeItIsAllocated() throws IOException {
    for (long length : new long[] {90_000_000, Long.MAX_VALUE, -1}) {
      Files.write(
          file, ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array());
      broken(
          "its header is said to have "
              + Long.toUnsignedString(length)
              + " bytes, and the file has 16");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "[2]; [0,4]; a length that is not the shape's",
        "[1]; [4,8]; bytes beyond the file",
        "[1]; [4,0]; an end before its begin",
        "[1]; [-4,0]; a negative begin",
        "[-1]; [0,4]; a negative length",
        "[4611686018427387905]; [0,4]; a length whose bytes overflow to 4",
        "[4294967296,4294967296]; [0,0]; a product that overflows to 0",
        "[1]; [0]; one offset",
        "[1.5]; [0,4]; a length that is not a whole number",
      })
  void offsetsMustFitShapeAndFile(String shape, String offsets, String why) throws IOException {
    new TinySafetensors()
        .vector("v", 7)
        .write(
            file,
            "{\"v\":{\"dtype\":\"F32\",\"shape\":" + shape + ",\"data_offsets\":" + offsets + "}}");
    assertThatThrownBy(() -> Safetensors.open(file))
        .as(why)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching(
            "\\Q"
                + file
                + " is not the safetensors file that was expected: tensor 'v' is said to have the"
                + " shape \\E\\[[-\\d, ]*]\\Q of F32 at the bytes \\E\\[[-\\d, ]*]\\Q of 4, which"
                + " does not fit together. Download the model's folder again.\\E");
  }

  @Test
  void anUnknownTypeIsNamed() throws IOException {
    new TinySafetensors().add("v", "F8_E4M3", "[1]", new byte[1]).write(file);
    assertThat(Safetensors.open(file).has("v")).isTrue();
    assertThatThrownBy(() -> Safetensors.open(file).vector("v"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            file
                + " is not the safetensors file that was expected: tensor 'v' has the type"
                + " 'F8_E4M3', and supported are [F64, F32, F16, BF16, I64, I32, I16, I8,"
                + " U64, U32, U16, U8, BOOL]. Download the model's folder again.");
  }

  @Test
  void aHeaderThatIsNotJsonIsRefused() throws IOException {
    new TinySafetensors().write(file, "<html>");
    assertThatThrownBy(() -> Safetensors.open(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            file
                + " is not the safetensors file that was expected: its header is not JSON"
                + " (Unexpected character ('<' (code 60)): expected a valid value (JSON String,"
                + " Number, Array, Object or token 'null', 'true' or 'false')). Download the"
                + " model's folder again.");
  }

  @Test
  void aMatrixThatDoesNotFitTheHeapIsRefusedBeforeItIsAllocated() throws IOException {
    // A sparse file of 64 GB that holds what its header says.
    new TinySafetensors()
        .write(
            file,
            "{\"m\":{\"dtype\":\"F32\",\"shape\":[16777216,1024],"
                + "\"data_offsets\":[0,68719476736]}}");
    try (var sparse = new java.io.RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(sparse.length() + 68719476736L);
    }
    Safetensors tensors = Safetensors.open(file);
    assertThatThrownBy(() -> tensors.matrix("m"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            file
                + " needs 65792 MB of heap, and this Java machine has "
                + (Runtime.getRuntime().maxMemory() >> 20)
                + " MB at most. Raise -Xmx, or use a smaller model.");
  }

  @Test
  void aMatrixIsNoVector() throws IOException {
    new TinySafetensors().matrix("m", new float[][] {{7, 8}}).write(file);
    assertThatThrownBy(() -> Safetensors.open(file).vector("m"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            file
                + " is not the safetensors file that was expected: tensor 'm' has the shape [1, 2],"
                + " not a vector. Download the model's folder again.");
  }

  @Test
  void aFileThatBecomesShorterIsNamed() throws IOException {
    new TinySafetensors().matrix("m", new float[][] {{7, 8}}).vector("v", 9).write(file);
    Safetensors tensors = Safetensors.open(file);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() - 12);
    }
    for (ThrowingCallable read :
        List.<ThrowingCallable>of(() -> tensors.matrix("m"), () -> tensors.vector("v"))) {
      assertThatThrownBy(read)
          .isInstanceOf(UncheckedIOException.class)
          .hasMessage(
              file
                  + " cannot be read: the file became shorter while it was read. See its"
                  + " permissions and the disk, or download the model's folder again.");
    }
  }
}
