package io.github.easyneg.langchain4j.internal.chroma;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.easyneg.fixtures.Garbage;
import io.github.easyneg.langchain4j.internal.openai.EmbeddingsJson;
import io.github.easyneg.langchain4j.internal.remote.WrongAnswer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Reads spoilt answers of Chroma and of servers of embeddings: vectors come out, of the length that
 * was asked for, or a refusal, and never anything else. What becomes of a refusal {@code
 * ChromaUntrustedTest} and {@code OpenAiEmbedderTest} show.
 *
 * <p>{@code -Deasyneg.fuzz.rounds=1000000} says how long, {@code -Deasyneg.fuzz.seed=} where to
 * begin; a failure names the seed that repeats it.
 */
class AnswersFuzzTest {
  private static final int ROUNDS = Integer.getInteger("easyneg.fuzz.rounds", 2000);
  private static final long SEED = Long.getLong("easyneg.fuzz.seed", 1);

  /** One reading of an answer. */
  private interface Reading {
    void read(byte[] answer) throws IOException;
  }

  private static int refusals(String whole, Reading reading) {
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] answer = new Garbage(SEED + round).spoil(whole.getBytes(UTF_8));
      try {
        reading.read(answer);
      } catch (WrongAnswer | JsonProcessingException e) {
        assertThat(e.getMessage()).as("seed " + (SEED + round)).isNotBlank();
        refused++;
      } catch (IOException | RuntimeException | StackOverflowError e) {
        throw new AssertionError("seed " + (SEED + round) + ": " + new String(answer, UTF_8), e);
      }
    }
    return refused;
  }

  @Test
  void aSpoiltPageOfChromaGivesVectorsOrIsRefused() {
    String whole =
        "{\"ids\":[\"a\",\"b\"],\"metadatas\":[{\""
            + ExactVector.KEY
            + "\":\"AACAPwAAAAA=\"},{\""
            + ExactVector.KEY
            + "\":\"AAAAAAAAgD8=\"}],\"documents\":null}";
    assertThat(
            refusals(
                whole,
                answer -> {
                  VectorsJson.Page page = VectorsJson.read(answer, 2);
                  assertThat(page).isNotNull();
                }))
        .isPositive();
  }

  @Test
  void aSpoiltAnswerWithEmbeddingsGivesAVectorForEachTextOrIsRefused() {
    String whole =
        "{\"object\":\"list\",\"data\":[{\"index\":1,\"embedding\":[0.5,-1e-3]},{\"index\":0,"
            + "\"embedding\":[1,0]}],\"model\":\"m\",\"usage\":{\"total_tokens\":3}}";
    assertThat(
            refusals(
                whole,
                answer -> {
                  List<float[]> vectors = EmbeddingsJson.read(answer, 2, 2);
                  assertThat(vectors).hasSize(2).allMatch(vector -> vector.length == 2);
                }))
        .isPositive();
  }
}
