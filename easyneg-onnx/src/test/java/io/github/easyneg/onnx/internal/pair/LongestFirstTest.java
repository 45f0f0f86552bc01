package io.github.easyneg.onnx.internal.pair;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.onnx.internal.embed.PairTokens;
import io.github.easyneg.onnx.internal.embed.Tokens;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LongestFirstTest {
  /** [CLS] 100.. [SEP] 200.. [SEP], with 1 and 2 for the special tokens. */
  static PairTokens pair(int first, int second) {
    int[] ids =
        IntStream.concat(
                IntStream.concat(
                    IntStream.concat(IntStream.of(1), IntStream.range(100, 100 + first)),
                    IntStream.concat(IntStream.of(2), IntStream.range(200, 200 + second))),
                IntStream.of(2))
            .toArray();
    int[] types = new int[ids.length];
    for (int i = first + 2; i < types.length; i++) {
      types[i] = 1;
    }
    return new PairTokens(ids, types, 1, 1 + first, 2 + first, 2 + first + second);
  }

  // Worked out by the rule of Hugging Face's tokenizers, which take from the longer text until
  // both are equally long.
  @ParameterizedTest
  @CsvSource({
    "3, 4, 10, 3, 4",
    "3, 4, 9, 3, 3",
    "3, 4, 8, 2, 3",
    "4, 3, 8, 3, 2",
    "4, 4, 8, 2, 3",
    "2, 40, 13, 2, 8",
    "40, 2, 13, 8, 2",
    "9, 40, 13, 5, 5",
    "9, 40, 3, 0, 0"
  })
  void theLongerTextIsTruncatedFirst(int first, int second, int most, int one, int other) {
    Tokens kept = LongestFirst.of(pair(first, second), most);

    assertThat(kept.ids()).isEqualTo(pair(one, other).ids());
    assertThat(kept.types()).isEqualTo(pair(one, other).types());
    assertThat(kept.total()).isEqualTo(first + second + 3);
    assertThat(kept.truncated()).isEqualTo(one + other < first + second);
  }
}
