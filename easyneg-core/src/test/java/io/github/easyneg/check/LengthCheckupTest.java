package io.github.easyneg.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.data.Place;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.embed.Embedding;
import io.github.easyneg.embed.EmbeddingProvider;
import io.github.easyneg.embed.TextRole;
import io.github.easyneg.embed.TokenCounter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  private final List<String> found = new ArrayList<>();
  private final Findings findings = new Findings(finding -> found.add(finding.toString()), 0);

  @Test
  void aPassageThatTheModelReadsInPartIsNamedByItsLine() {
    LengthCheckup checkup = new LengthCheckup(findings, new ShortSighted(), "short-sighted");

    checkup.look(Place.of("rows.jsonl", 7), List.of("one two", "one two three four five"));

    assertThat(checkup.counted())
        .hasToString("longest passage 5; 1 of 2 are longer than short-sighted reads");
    assertThat(found)
        .containsExactly(
            "rows.jsonl:7: warning: contexts[1] has 5 tokens, which is longer than short-sighted"
                + " reads; the rest is truncated.");
    assertThat(findings.counts()).containsExactly(Map.entry(FindingKind.TOO_LONG, 1L));
  }

  @Test
  void aModelThatCountsIsNotRun() {
    LengthCheckup checkup =
        new LengthCheckup(findings, new Counting(OptionalInt.of(3)), "org/model");

    checkup.look(Place.of("rows.jsonl", 7), List.of("one two", "one two three four", "a b c"));

    assertThat(checkup.counted())
        .hasToString("longest passage 4; org/model reads 3, and 1 of 3 are longer");
    assertThat(found)
        .containsExactly(
            "rows.jsonl:7: warning: contexts[1] has 4 tokens, of which org/model reads 3; the rest"
                + " is truncated.");
  }

  @Test
  void aModelThatReadsAllHasNoLimit() {
    LengthCheckup checkup =
        new LengthCheckup(findings, new Counting(OptionalInt.empty()), "static");

    checkup.look(Place.of("rows.jsonl", 7), List.of("one two", "one two three four"));

    assertThat(checkup.counted()).hasToString("longest passage 4; static reads all of any passage");
    assertThat(found).isEmpty();
  }

  /** Knows no ornaments. */
  private static class NoOrnaments implements EmbeddingProvider {
    @Override
    public List<Embedding> embed(List<String> texts, TextRole role) {
      return texts.stream()
          .map(
              text ->
                  text.contains("✦")
                      ? Embedding.none("it holds ornaments", OptionalInt.empty())
                      : Embedding.of(new float[] {1}))
          .toList();
    }

    @Override
    public int dimension() {
      return 1;
    }

    @Override
    public String fingerprint() {
      return "no ornaments";
    }
  }

  /** The same, and tells without embedding. */
  private static final class Telling extends NoOrnaments implements TokenCounter {
    @Override
    public int[] countTokens(List<String> texts, TextRole role) {
      return new int[texts.size()];
    }

    @Override
    public OptionalInt tokenLimit() {
      return OptionalInt.empty();
    }

    @Override
    public List<Optional<String>> withoutVector(List<String> texts, TextRole role) {
      return super.embed(texts, role).stream().map(Embedding::missing).toList();
    }

    @Override
    public List<Embedding> embed(List<String> texts, TextRole role) {
      throw new AssertionError("tokens tell without the model");
    }
  }

  @Test
  void textsWithoutAVectorAreNamedByTheirLine() {
    for (EmbeddingProvider provider : List.of(new NoOrnaments(), new Telling())) {
      found.clear();
      LengthCheckup checkup = new LengthCheckup(findings, provider, "no ornaments");
      QaRow row = QaRow.of(List.of("one", "✦"), "✦?", "✦✦", 0);

      checkup.look(Place.of("rows.jsonl", 7), row.contexts());
      checkup.lookAtAnchors(Place.of("rows.jsonl", 7), row);

      assertThat(found)
          .containsExactly(
              "rows.jsonl:7: warning: contexts[1] has no vector, because it holds ornaments; it is"
                  + " never used as a negative.",
              "rows.jsonl:7: warning: question has no vector, because it holds ornaments; it cannot"
                  + " stand in for an answer, nor be an anchor.",
              "rows.jsonl:7: warning: answer has no vector, because it holds ornaments; the"
                  + " question stands in for it.");
    }
  }

  @Test
  void aPassageIsCountedOnce() {
    LengthCheckup checkup =
        new LengthCheckup(findings, new Counting(OptionalInt.of(1)), "org/model");

    checkup.look(Place.of("rows.jsonl", 7), List.of("one two", " ", "one two"));
    checkup.look(Place.of("rows.jsonl", 8), List.of("one two", "three"));

    assertThat(checkup.counted())
        .hasToString("longest passage 2; org/model reads 1, and 1 of 2 are longer");
  }

  @Test
  void whatWasNotCheckedIsCounted() {
    PassageCheckup checkup = new PassageCheckup(findings, 1);

    checkup.look(Place.of("rows.jsonl", 1), List.of("one", "two", "three"));

    assertThat(found)
        .containsExactly(
            "rows.jsonl:1: warning: from here on passages are not checked for near-duplicates: no"
                + " more than 1 are remembered.");
    assertThat(findings.counts()).containsExactly(Map.entry(FindingKind.NOT_CHECKED, 1L));
  }
}
