package io.github.easyneg.spark;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SparkMineTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          rows.jsonl out three 42 hashing | K is 'three'; expected ROWS OUT K SEED EMBEDDER, where K is a whole number of at least 1
          rows.jsonl out 0 42 hashing     | K is '0'; expected ROWS OUT K SEED EMBEDDER, where K is a whole number of at least 1
          rows.jsonl out 3 x hashing      | SEED is 'x'; expected ROWS OUT K SEED EMBEDDER, where SEED is a whole number
          rows.jsonl out 3 42 onnx        | EMBEDDER is 'onnx'; expected ROWS OUT K SEED EMBEDDER, where EMBEDDER is hashing or default
          rows.jsonl out 3 42             | expected ROWS OUT K SEED EMBEDDER, found 4 arguments
          """)
  void anArgumentThatIsNotAsExpectedIsNamedWithTheUsage(String arguments, String message) {
    assertThatThrownBy(() -> SparkMine.main(arguments.split(" ")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message + "; for example: rows.jsonl out 3 42 hashing");
  }
}
