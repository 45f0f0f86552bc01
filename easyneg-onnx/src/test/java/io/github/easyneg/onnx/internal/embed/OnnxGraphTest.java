package io.github.easyneg.onnx.internal.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.fixtures.Protobuf;
import io.github.easyneg.fixtures.TinyModel;
import io.github.easyneg.fixtures.TinyOnnx;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxGraphTest {
  private static OnnxGraph read(byte[] model) throws IOException {
    return OnnxGraph.read(new ByteArrayInputStream(model));
  }

  private static Protobuf node(String operator) {
    return new Protobuf().text(1, "in").text(2, "out").text(4, operator);
  }

  private static byte[] model(Protobuf graph) {
    return new Protobuf().number(1, 8).message(7, graph).number(5, 3).toBytes();
  }

  @Test
  void aModelInSinglePrecisionIsNotQuantized() throws IOException {
    OnnxGraph graph = read(TinyOnnx.gathering(TinyModel.rows()).pooled("sentence_embedding"));
    assertThat(graph.quantized()).isFalse();
    assertThat(graph.externalFiles()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DynamicQuantizeLinear",
        "MatMulInteger",
        "QLinearMatMul",
        "DynamicQuantizeMatMul"
      })
  void operatorsThatQuantizeAreFound(String operator) throws IOException {
    assertThat(
            read(model(new Protobuf().message(1, node("Gather")).message(1, node(operator))))
                .quantized())
        .isTrue();
  }

  @Test
  void operatorsOfInnerGraphsAndFunctionsAreFound() throws IOException {
    Protobuf inner = new Protobuf().message(1, node("MatMulInteger"));
    Protobuf branch =
        node("If").message(5, new Protobuf().text(1, "then_branch").message(6, inner));
    assertThat(read(model(new Protobuf().message(1, branch))).quantized()).isTrue();
    byte[] function =
        new Protobuf()
            .message(7, new Protobuf().message(1, node("Mine")))
            .message(25, new Protobuf().text(1, "Mine").message(7, node("QLinearAdd")))
            .toBytes();
    assertThat(read(function).quantized()).isTrue();
  }

  @Test
  void aTensorNamedLikeAnOperatorDoesNotCount() throws IOException {
    Protobuf graph =
        new Protobuf()
            .message(5, new Protobuf().text(8, "MatMulInteger").text(9, "DynamicQuantizeLinear"))
            .message(1, new Protobuf().text(3, "QLinearMatMul").text(4, "Gather"));
    assertThat(read(model(graph)).quantized()).isFalse();
  }

  @Test
  void filesOfWeightsAreFound() throws IOException {
    assertThat(
            read(TinyOnnx.gatheringFrom("model.onnx_data", 9, 2).tokens("last_hidden_state"))
                .externalFiles())
        .containsExactly("model.onnx_data");
  }

  @Test
  void everyPrefixOfAModelIsRefusedOrReadAndNeverHangs() throws IOException {
    byte[] whole = TinyOnnx.gathering(TinyModel.rows()).tokens("last_hidden_state");
    int refused = 0;
    for (int length = 0; length < whole.length; length++) {
      byte[] prefix = Arrays.copyOf(whole, length);
      try {
        assertThat(read(prefix).quantized()).isFalse();
      } catch (IOException e) {
        refused++;
      }
    }
    assertThat(refused).isEqualTo(whole.length);
  }

  @Test
  void wrongBytesAreRefused() {
    byte[] elevenByteNumber = new byte[12];
    Arrays.fill(elevenByteNumber, (byte) 0x80);
    assertThatThrownBy(() -> read(elevenByteNumber)).hasMessage("a number of more than ten bytes");
    assertThatThrownBy(() -> read(new byte[] {0x0f})).hasMessage("a field of the unknown kind 7");
    assertThatThrownBy(() -> read(new byte[0])).hasMessage("no graph in it");
    // A graph of 2 bytes, in which a node claims 5.
    assertThatThrownBy(() -> read(new byte[] {0x3a, 2, 0x0a, 5, 0x22, 3, 'A', 'd', 'd'}))
        .hasMessage("a field reaches beyond its message");
    assertThatThrownBy(() -> read(new byte[] {0x3a})).hasMessage("it ends within a field");
    byte[] negative = new byte[11];
    Arrays.fill(negative, (byte) 0xff);
    negative[0] = 0x3a;
    negative[10] = 1;
    assertThatThrownBy(() -> read(negative)).hasMessage("a length of -1 bytes");
    // An operator of 9 letters, of which one is there.
    assertThatThrownBy(() -> read(new byte[] {0x3a, 20, 0x0a, 15, 0x22, 9, 'A'}))
        .hasMessage("it ends within a name");
  }

  @Test
  void endlessNestingIsRefused() {
    Protobuf graph = new Protobuf().message(1, node("Add"));
    for (int i = 0; i < 40; i++) {
      graph =
          new Protobuf().message(1, new Protobuf().message(5, new Protobuf().message(6, graph)));
    }
    byte[] nested = model(graph);
    assertThatThrownBy(() -> read(nested)).hasMessage("graphs nested more than 64 deep");
  }
}
