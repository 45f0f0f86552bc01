package io.github.easyneg.langchain4j.internal.chroma;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.data.Passage;
import io.github.easyneg.index.VectorIndex.Entry;
import io.github.easyneg.langchain4j.internal.remote.WrongAnswer;
import io.github.easyneg.langchain4j.internal.store.Batches;
import java.util.Collections;
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
        "[] | the answer is not a JSON object",
        "`` | the answer is not a JSON object",
        "{\"metadatas\":[null]} | the answer has 0 ids and 1 values",
        "{\"ids\":[\"a\",\"b\"],\"metadatas\":[]} | the answer has 2 ids and 0 values",
      })
  void whatIsNoPageIsRefused(String body, String found) {
    assertThatThrownBy(
            () -> {
              VectorsJson.Page unused = VectorsJson.read(body.getBytes(UTF_8), 2);
            })
        .isExactlyInstanceOf(NotChroma.class)
        .hasMessage(found);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "AACAPw== | the vector of passage a has 1 numbers; expected 2",
        "AACAPwAAgD8AAIA/ | the vector of passage a has 3 numbers; expected 2",
        "AACAPwA= | the vector of passage a has 5 bytes, no whole number of numbers; expected 2",
        "AADAfwAAgD8= | the vector of passage a holds NaN; expected finite numbers",
        "AACAfwAAgD8= | the vector of passage a holds Infinity; expected finite numbers",
        "AAAAAAAAAAA= | the vector of passage a is all zeros, which has no cosine",
        "%%%not base64 | the vector of passage a is not the Base64 that was written",
      })
  void aVectorThatCannotBeIsRefused(String vector, String found) {
    String body = "{\"ids\":[\"a\"],\"metadatas\":[{\"easyneg.vector\":\"%s\"}]}".formatted(vector);
    assertThatThrownBy(() -> VectorsJson.read(body.getBytes(UTF_8), 2))
        .isExactlyInstanceOf(WrongAnswer.class)
        .hasMessage(found);
  }

  @Test
  void aPassageThatComesTwiceIsRefused() {
    String body =
        "{\"ids\":[\"a\",\"a\"],\"metadatas\":[{\"easyneg.vector\":\"AACAPwAAgD8=\"},{\"easyneg.vector\":\"AACAPwAAgD8=\"}]}";
    assertThatThrownBy(() -> VectorsJson.read(body.getBytes(UTF_8), 2))
        .isExactlyInstanceOf(WrongAnswer.class)
        .hasMessage("passage a comes twice");
  }

  @Test
  void theListsOfASearchAreRead() throws Exception {
    String body =
        "{\"ids\":[[\"a\",\"b\"]],\"metadatas\":[[{\"easyneg.vector\":\"AACAPwAAAAA=\"},null]]}";
    VectorsJson.Page page = VectorsJson.read(body.getBytes(UTF_8), 2);
    assertThat(page.entries()).isEqualTo(2);
    assertThat(page.vectors()).containsOnlyKeys("a");
    assertThat(page.vectors().get("a")).containsExactly(1, 0);
  }

  @Test
  void aBatchIsNeverSmallerInTheEstimateThanInTruth() throws Exception {
    float[] vector = {0.1f, -0.012345678f, -1f / 3, 0.9999999f};
    String text = "\u0000\u001f\"\\/é你👩";
    Entry entry = new Entry(Passage.of(text), vector);

    assertThat((long) VectorsJson.write(Collections.nCopies(50, entry)).length)
        .isLessThan(50 * Batches.bytes(entry));
  }
}
