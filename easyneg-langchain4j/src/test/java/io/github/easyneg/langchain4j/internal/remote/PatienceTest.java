package io.github.easyneg.langchain4j.internal.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** How long and how often a server is asked, checked where it is set. */
class PatienceTest {

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  @Test
  void eachSettingChangesItselfAloneInACopy() {
    assertThat(
            Patience.WITH_A_STORE
                .timeout(Duration.ofMillis(5))
                .attempts(2)
                .pauses(Duration.ZERO, Duration.ofSeconds(3)))
        .hasToString("timeout=PT0.005S, attempts=2, pauses=PT0S..PT3S");
    assertThat(Patience.WITH_A_STORE).hasToString("timeout=PT1M, attempts=4, pauses=PT0.5S..PT30S");
    assertThat(Patience.WITH_A_MODEL).hasToString("timeout=PT1M, attempts=6, pauses=PT1S..PT1M");
  }

  @Test
  void invalidSettingsAreRefusedWithAnExample() {
    assertRefused(
        () -> Patience.WITH_A_STORE.timeout(Duration.ofNanos(999_999)),
        "timeout(PT0.000999999S) must be at least a millisecond; use Duration.ofSeconds(60), for"
            + " example.");
    assertRefused(() -> Patience.WITH_A_STORE.attempts(0), "attempts is 0; use at least 1.");
    assertRefused(
        () -> Patience.WITH_A_STORE.pauses(Duration.ofSeconds(2), Duration.ofSeconds(1)),
        "pauses of PT2S to PT1S; use a first one of 0 up to the longest.");
  }
}
