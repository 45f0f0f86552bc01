package io.github.easyneg.langchain4j.internal.chroma;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages that no Chroma sends; those that it does, {@code ChromaIndexContractTest} reads. */
class VectorsJsonTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[] | the answer is no JSON object",
        "`` | the answer is no JSON object",
        "{\"metadatas\":[null]} | the answer has 0 ids and 1 values",
        "{\"ids\":[\"a\",\"b\"],\"metadatas\":[]} | the answer has 2 ids and 0 values",
      })
  void whatIsNoPageIsRefused(String body, String found) {
    assertThatThrownBy(
            () -> {
              int unused = VectorsJson.read(body.getBytes(UTF_8), (id, vector) -> {});
            })
        .isExactlyInstanceOf(NotChroma.class)
        .hasMessage(found);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"ids\":[\"a\"],\"metadatas\":[[null]]} | the answer has a value where a list is"
            + " expected",
        "{\"ids\":[[\"a\",\"b\"]],\"metadatas\":[[null]]} | the answer has 2 ids and 1 values",
      })
  void whatIsNoAnswerToAQueryIsRefused(String body, String found) {
    assertThatThrownBy(() -> VectorsJson.readMatches(body.getBytes(UTF_8), (id, vector) -> {}))
        .isExactlyInstanceOf(NotChroma.class)
        .hasMessage(found);
  }

  @Test
  void aQueryAsksForMetadataAloneAndItsMatchesAreInAListOfLists() throws IOException {
    assertThat(new String(VectorsJson.writeQuery(new float[] {0.5f, -1}, 7), UTF_8))
        .isEqualTo(
            "{\"query_embeddings\":[[0.5,-1.0]],\"n_results\":7,\"include\":[\"metadatas\"]}");
    Map<String, float[]> found = new HashMap<>();
    String exact = ExactVector.encode(new float[] {3, 4});
    String answer =
        "{\"ids\":[[\"a\",\"foreign\"]],\"distances\":null,\"metadatas\":[[{\"easyneg.vector\":\""
            + exact
            + "\"},null]]}";
    VectorsJson.readMatches(answer.getBytes(UTF_8), found::put);
    assertThat(found).containsOnlyKeys("a");
    assertThat(found.get("a")).containsExactly(3, 4);
  }
}
