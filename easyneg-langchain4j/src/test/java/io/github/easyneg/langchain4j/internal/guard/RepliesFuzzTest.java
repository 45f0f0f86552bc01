package io.github.easyneg.langchain4j.internal.guard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.easyneg.fixtures.Garbage;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever a judge replies is a verdict or none. {@code -Deasyneg.fuzz.rounds=1000000} says how
 * long, {@code -Deasyneg.fuzz.seed=} where to begin.
 */
class RepliesFuzzTest {
  private static final int ROUNDS = Integer.getInteger("easyneg.fuzz.rounds", 2000);
  private static final long SEED = Long.getLong("easyneg.fuzz.seed", 1);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "YES",
        "<think>It says so.</think>\n**No**, it does not.",
        "```json\n{\"answer\": \"yes\", \"why\": [1, 2]}\n```",
        "Verdict: no"
      })
  void aSpoiltReplyIsAVerdictOrNone(String reply) {
    ReplyReader reader = new ReplyReader("YES", "NO");
    for (int round = 0; round < ROUNDS; round++) {
      String spoilt = new String(new Garbage(SEED + round).spoil(reply.getBytes(UTF_8)), UTF_8);
      assertThatCode(
              () -> {
                Optional<Boolean> unused = reader.verdict(spoilt);
              })
          .as("seed %d: %s", SEED + round, spoilt)
          .doesNotThrowAnyException();
    }
  }
}
