package io.github.easyneg.langchain4j.internal.chroma;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
}
