package io.github.easyneg.internal.io;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class AppearingTest {
  private final Appearing appearing = new Appearing();

  private static void fail() {
    throw new UncheckedIOException("c could not be written: full.", new IOException("full"));
  }

  @Test
  void theFirstFailsAsItDoes() {
    assertThatThrownBy(() -> appearing.next(List.of(Path.of("c")), AppearingTest::fail))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("c could not be written: full.");
  }

  @Test
  void aLaterOneNamesThoseBefore() {
    appearing.next(List.of(Path.of("a"), Path.of("b")), () -> {});
    assertThatThrownBy(() -> appearing.next(List.of(Path.of("c")), AppearingTest::fail))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("c could not be written: full. Written before it, and whole: a, b.")
        .cause()
        .hasMessage("full");
  }

  @Test
  void filesWithinFilesAreNamedOnce() {
    appearing.next(List.of(Path.of("a")), () -> {});
    assertThatThrownBy(
            () ->
                appearing.next(
                    List.of(Path.of("b"), Path.of("c")),
                    () -> {
                      Appearing inner = new Appearing();
                      inner.next(List.of(Path.of("b")), () -> {});
                      inner.next(List.of(Path.of("c")), AppearingTest::fail);
                    }))
        .hasMessage("c could not be written: full. Written before it, and whole: a, b.");
  }
}
