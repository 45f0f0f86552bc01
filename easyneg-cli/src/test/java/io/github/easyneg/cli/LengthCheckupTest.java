package io.github.easyneg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.cli.console.Console;
import io.github.easyneg.embed.Embedding;
import io.github.easyneg.embed.EmbeddingProvider;
import io.github.easyneg.embed.TextRole;
import io.github.easyneg.embed.TokenCounter;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class LengthCheckupTest {
  /** Reads three tokens, which are words. */
  private static final class ShortSighted implements EmbeddingProvider {
    @Override
    public List<Embedding> embed(List<String> texts, TextRole role) {
      return texts.stream()
          .map(text -> text.split(" ", -1).length)
          .map(words -> new Embedding(new float[] {1}, OptionalInt.of(words), words > 3))
          .toList();
    }

    @Override
    public int dimension() {
      return 1;
    }

    @Override
    public String fingerprint() {
      return "short-sighted";
    }
  }

  /** Counts as it embeds, but must not embed. */
  private static final class Counting implements EmbeddingProvider, TokenCounter {
    private final OptionalInt limit;

    Counting(OptionalInt limit) {
      this.limit = limit;
    }

    @Override
    public int[] countTokens(List<String> texts, TextRole role) {
      assertThat(role).isEqualTo(TextRole.PASSAGE);
      return texts.stream().mapToInt(text -> text.split(" ", -1).length).toArray();
    }

    @Override
    public OptionalInt tokenLimit() {
      return limit;
    }

    @Override
    public List<Embedding> embed(List<String> texts, TextRole role) {
      throw new AssertionError("tokens are counted without the model");
    }

    @Override
    public int dimension() {
      return 1;
    }

    @Override
    public String fingerprint() {
      return "counting";
    }
  }

  private final StringWriter out = new StringWriter();
  private final Console console =
      new Console(
          InputStream.nullInputStream(),
          new PrintWriter(out),
          new PrintWriter(out),
          false,
          () -> 0);

  @Test
  void aPassageThatTheModelReadsInPartIsNamedByItsLine() {
    Findings findings = new Findings(console, 0);
    LengthCheckup checkup = new LengthCheckup(findings, new ShortSighted(), "short-sighted");

    checkup.look(new Place("rows.jsonl", 7), List.of("one two", "one two three four five"));

    assertThat(checkup.summary())
        .isEqualTo("longest passage 5; 1 of 2 are longer than short-sighted reads");
    assertThat(out.toString().strip())
        .isEqualTo(
            "rows.jsonl:7: warning: contexts[1] has 5 tokens, which is longer than short-sighted"
                + " reads; it will be found by its beginning only.");
    assertThat(findings.summary())
        .isEqualTo("warning        1  texts that are longer than the model reads\n");
    assertThat(findings.broken()).isFalse();
  }

  @Test
  void aModelThatCountsIsNotRun() {
    Findings findings = new Findings(console, 0);
    LengthCheckup checkup =
        new LengthCheckup(findings, new Counting(OptionalInt.of(3)), "org/model");

    checkup.look(new Place("rows.jsonl", 7), List.of("one two", "one two three four", "a b c"));

    assertThat(checkup.summary())
        .isEqualTo("longest passage 4; org/model reads 3, and 1 of 3 are longer");
    assertThat(out.toString().strip())
        .isEqualTo(
            "rows.jsonl:7: warning: contexts[1] has 4 tokens, of which org/model reads 3; it will"
                + " be found by its beginning only.");
  }

  @Test
  void aModelThatReadsAllHasNoLimit() {
    Findings findings = new Findings(console, 0);
    LengthCheckup checkup =
        new LengthCheckup(findings, new Counting(OptionalInt.empty()), "static");

    checkup.look(new Place("rows.jsonl", 7), List.of("one two", "one two three four"));

    assertThat(checkup.summary()).isEqualTo("longest passage 4; static reads all of any passage");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aPassageIsCountedOnce() {
    Findings findings = new Findings(console, 0);
    LengthCheckup checkup =
        new LengthCheckup(findings, new Counting(OptionalInt.of(1)), "org/model");

    checkup.look(new Place("rows.jsonl", 7), List.of("one two", " ", "one two"));
    checkup.look(new Place("rows.jsonl", 8), List.of("one two", "three"));

    assertThat(checkup.summary())
        .isEqualTo("longest passage 2; org/model reads 1, and 1 of 2 are longer");
  }

  @Test
  void whatWasNotCheckedIsCounted() {
    Findings findings = new Findings(console, 0);
    PassageCheckup checkup = new PassageCheckup(findings, 1);

    checkup.look(new Place("rows.jsonl", 1), List.of("one", "two", "three"));

    assertThat(out.toString().strip())
        .isEqualTo(
            "rows.jsonl:1: warning: from here on passages are not compared with each other: 1 are"
                + " remembered, and no more.");
    assertThat(findings.summary()).isEqualTo("warning        1  checks that were not made\n");
  }
}
