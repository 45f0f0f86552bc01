package io.github.easyneg.internal.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CloseAllTest {
  private final List<String> closed = new ArrayList<>();

  private AutoCloseable part(String name) {
    return () -> closed.add(name);
  }

  private AutoCloseable failing(String name) {
    return () -> {
      closed.add(name);
      throw new IllegalStateException(name);
    };
  }

  @Test
  void allAreClosedInOrderAndWhatWasNotOpenedIsPassedOver() {
    CloseAll.of(part("a"), null, part("b"));
    assertThat(closed).containsExactly("a", "b");
  }

  @Test
  void aFailureKeepsNoneOpenAndTheFirstIsThrown() {
    assertThatThrownBy(() -> CloseAll.of(failing("a"), part("b"), failing("c"), part("d")))
        .hasMessage("a")
        .satisfies(
            e ->
                assertThat(e.getSuppressed())
                    .extracting(Throwable::getMessage)
                    .containsExactly("c"));
    assertThat(closed).containsExactly("a", "b", "c", "d");
  }
}
