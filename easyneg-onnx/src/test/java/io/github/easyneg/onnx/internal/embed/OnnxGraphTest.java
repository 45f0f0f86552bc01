package io.github.easyneg.onnx.internal.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.easyneg.fixtures.Garbage;
import io.github.easyneg.fixtures.Protobuf;
import io.github.easyneg.fixtures.TinyModel;
import io.github.easyneg.fixtures.TinyOnnx;
import io.github.easyneg.internal.onnx.OnnxGraph;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  private static Protobuf elsewhere(String location) {
    return new Protobuf()
        .number(2, 1)
        .message(13, new Protobuf().text(1, "location").text(2, location))
        .number(14, 1);
  }

  /** A tensor in another file, in every place where a model may hold a tensor. */
  private static Map<String, byte[]> places(String location) {
    Protobuf tensor = elsewhere(location);
    Protobuf sparse = new Protobuf().message(1, tensor);
    Protobuf graph = new Protobuf().message(5, tensor);
    Map<String, byte[]> places = new LinkedHashMap<>();
    places.put("initializer", model(graph));
    places.put("sparse initializer", model(new Protobuf().message(15, sparse)));
    places.put(
        "sparse indices", model(new Protobuf().message(15, new Protobuf().message(2, tensor))));
    for (int field : new int[] {5, 10}) {
      places.put("tensor " + field, model(attribute(new Protobuf().message(field, tensor))));
    }
    for (int field : new int[] {22, 23}) {
      places.put("sparse " + field, model(attribute(new Protobuf().message(field, sparse))));
    }
    for (int field : new int[] {6, 11}) {
      places.put("graph " + field, model(attribute(new Protobuf().message(field, graph))));
    }
    Protobuf empty = new Protobuf().message(1, node("Add"));
    Protobuf node = node("Constant").message(5, new Protobuf().message(5, tensor));
    places.put(
        "function's node",
        new Protobuf().message(7, empty).message(25, new Protobuf().message(7, node)).toBytes());
    places.put(
        "function's default",
        new Protobuf()
            .message(7, empty)
            .message(25, new Protobuf().message(11, new Protobuf().message(5, tensor)))
            .toBytes());
    for (int field : new int[] {1, 2}) {
      places.put(
          "training " + field,
          new Protobuf()
              .message(7, empty)
              .message(20, new Protobuf().message(field, graph))
              .toBytes());
    }
    return places;
  }

  private static Protobuf attribute(Protobuf value) {
    return new Protobuf().message(1, node("Constant").message(5, value));
  }

  @Test
  void aTensorInAnotherFileIsFoundWhereverItIs() {
    places("weights")
        .forEach(
            (place, model) -> {
              try {
                assertThat(read(model).externalFiles()).as(place).containsExactly("weights");
                assertThat(place).doesNotContain("sparse");
              } catch (IOException e) {
                assertThat(place).contains("sparse");
                assertThat(e)
                    .hasMessage(
                        "a sparse tensor's numbers are in another file, which nobody writes");
              }
            });
  }

  @Test
  void aFieldThatIsNotKnownIsRefused() {
    Protobuf inside = new Protobuf().message(1, elsewhere("../../secret"));
    assertThatThrownBy(() -> read(model(new Protobuf().message(99, inside))))
        .hasMessage(
            "the field 99 of a message of the kind GRAPH is not known, and may name a file");
    assertThatThrownBy(() -> read(model(attribute(new Protobuf().message(24, inside)))))
        .hasMessage(
            "the field 24 of a message of the kind ATTRIBUTE is not known, and may name a file");
    // A message that is written as a number is none that the runtime would read.
    assertThatThrownBy(() -> read(model(new Protobuf().number(5, 1))))
        .hasMessage("the field 5 of a message of the kind GRAPH is not known, and may name a file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"*/_ORT_MEM_ADDR_/*", "a\u0000b", "", " ", "\ufffd", "a\nb"})
  void namesThatAreNoneForAFileAreRefused(String location) {
    places(location)
        .forEach(
            (place, model) ->
                assertThatThrownBy(() -> read(model))
                    .as(place)
                    .isInstanceOf(IOException.class)
                    .hasMessageMatching(
                        "it names the file '.*', which is not an ordinary name|a sparse"
                            + " tensor's.*"));
  }

  @Test
  void aKeyOfATensorsPlaceThatIsNotKnownIsRefused() {
    Protobuf tensor =
        new Protobuf().message(13, new Protobuf().text(1, "basepath").text(2, "/etc"));
    assertThatThrownBy(() -> read(model(new Protobuf().message(5, tensor))))
        .hasMessage("where a tensor's numbers are has the unknown key 'basepath'");
  }

  @Test
  void theLastOfSeveralNamesCountsAsItDoesForTheRuntime() throws IOException {
    Protobuf place = new Protobuf().text(1, "offset").text(1, "location").text(2, "a").text(2, "b");
    assertThat(
            read(model(new Protobuf().message(5, new Protobuf().message(13, place))))
                .externalFiles())
        .containsExactly("b");
  }

  @Test
  void anOperatorThatReadsFilesIsRefused() {
    assertThatThrownBy(() -> read(model(new Protobuf().message(1, node("EPContext")))))
        .hasMessage("it holds the operator EPContext, which reads other files");
  }

  @Test
  void noPlaceOfATensorHidesItsFile() {
    int rounds = Integer.getInteger("easyneg.fuzz.rounds", 600);
    long seed = Long.getLong("easyneg.fuzz.seed", 0);
    String location = "../../secret.bin";
    List<byte[]> models = List.copyOf(places(location).values());
    for (int round = 0; round < rounds; round++) {
      byte[] spoilt = new Garbage(seed + round).spoil(models.get(round % models.size()));
      try {
        OnnxGraph graph = read(spoilt);
        // What passes names the file, or holds its name no more.
        boolean named = new String(spoilt, StandardCharsets.ISO_8859_1).contains(location);
        assertThat(!named || graph.externalFiles().contains(location) || !placed(spoilt))
            .as("seed " + (seed + round))
            .isTrue();
      } catch (IOException e) {
        assertThat(e).hasMessageNotContaining("null");
      }
    }
  }

  /** Whether the key that makes a name a place is still there. */
  private static boolean placed(byte[] model) {
    return new String(model, StandardCharsets.ISO_8859_1).contains("\n\blocation\u0012");
  }

  @Test
  void whatAModelGivesIsRead() throws IOException {
    OnnxGraph graph = read(TinyOnnx.gathering(TinyModel.rows()).tokensAndPooler("tokens"));
    assertThat(graph.outputs())
        .extracting(OnnxGraph.Output::name, output -> output.rank().getAsInt())
        .containsExactly(tuple("pooler_output", 2), tuple("tokens", 3));
    Protobuf shape =
        new Protobuf()
            .message(1, new Protobuf().text(2, "batch"))
            .message(1, new Protobuf().number(1, 384));
    Protobuf type = new Protobuf().message(1, new Protobuf().number(1, 1).message(2, shape));
    OnnxGraph fixed =
        read(model(new Protobuf().message(12, new Protobuf().text(1, "out").message(2, type))));
    assertThat(fixed.output("out").orElseThrow().width()).hasValue(384);
  }
}
