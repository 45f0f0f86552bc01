package io.github.easyneg.onnx.internal.pair;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.onnx.internal.embed.PairTokens;
import io.github.easyneg.onnx.internal.pair.Windows.Window;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowsTest {
  private static final Windows WINDOWS = new Windows(10, 4, 2);

  private static List<Integer> passage(Window window) {
    return Arrays.stream(window.tokens().ids(), window.from(), window.to()).boxed().toList();
  }

  @Test
  void aPassageThatFitsIsReadAtOnce() {
    PairTokens pair = LongestFirstTest.pair(2, 5);

    List<Window> windows = WINDOWS.of(pair);

    assertThat(windows).hasSize(1);
    assertThat(windows.get(0).tokens().ids()).isEqualTo(pair.ids());
    assertThat(windows.get(0).tokens().types()).isEqualTo(pair.types());
    assertThat(passage(windows.get(0))).containsExactly(200, 201, 202, 203, 204);
  }

  @Test
  void windowsOverlapAndTheLastEndsWithThePassage() {
    List<Window> windows = WINDOWS.of(LongestFirstTest.pair(2, 9));

    assertThat(windows.stream().map(WindowsTest::passage))
        .containsExactly(
            List.of(200, 201, 202, 203, 204),
            List.of(203, 204, 205, 206, 207),
            List.of(206, 207, 208));
    assertThat(windows.get(2).tokens().ids()).containsExactly(1, 100, 101, 2, 206, 207, 208, 2);
  }

  @Test
  void aQuestionTakesNoMoreThanItMayNorThanHalf() {
    assertThat(WINDOWS.ofQuestion(LongestFirstTest.pair(9, 9))).isEqualTo(3);
    assertThat(new Windows(40, 4, 2).ofQuestion(LongestFirstTest.pair(9, 9))).isEqualTo(4);
    assertThat(WINDOWS.of(LongestFirstTest.pair(9, 4)).get(0).tokens().ids())
        .containsExactly(1, 100, 101, 102, 2, 200, 201, 202, 203, 2);
  }

  @Test
  void moreThanHalfOfAWindowIsNotReadTwice() {
    List<Window> windows = new Windows(10, 4, 100).of(LongestFirstTest.pair(2, 8));

    assertThat(windows.stream().map(WindowsTest::passage))
        .containsExactly(List.of(200, 201, 202, 203, 204), List.of(203, 204, 205, 206, 207));
  }

  @Test
  void aPassageWithoutATokenHasNoWindow() {
    assertThat(WINDOWS.of(LongestFirstTest.pair(2, 0))).isEmpty();
  }
}
