package io.github.easyneg.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.easyneg.data.QaRow;
import io.github.easyneg.format.OutputRecord.Kind;
import io.github.easyneg.mine.MinedRow;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RaftTest {
  private static final Labels LABELS = new Labels("Keine Antwort.", 1);

  @Test
  void aRowThatLosesItsPositiveIsRefused() {
    OutputRecord record = only(new Raft(1), row(7));
    assertThat(content(record, 0)).doesNotContain("positive 7").contains("hard 7", "easy 7");
    assertThat(content(record, 1)).isEqualTo("Keine Antwort.");
    assertThat(record.kind()).isEqualTo(Kind.REFUSAL);
  }

  @Test
  void aRowThatKeepsItsPositiveIsAnswered() {
    OutputRecord record = only(new Raft(0), row(7));
    assertThat(content(record, 0)).contains("positive 7", "hard 7", "easy 7");
    assertThat(content(record, 1)).isEqualTo("answer 7");
    assertThat(record.kind()).isEqualTo(Kind.ANSWER);
  }

  @Test
  void aPositiveThatStandsAloneIsKept() {
    MinedRow alone = Mined.row(QaRow.of(List.of("alone"), "q", "a", 0));
    assertThat(content(only(new Raft(1), alone), 1)).isEqualTo("a");
  }

  @Test
  void aTextStandsInThePromptOnce() {
    MinedRow twice = Mined.row(QaRow.of(List.of("p", "h", "p", "h"), "q", "a", 0), "e");
    assertThat(content(only(new Raft(0), twice), 0).split("<DOCUMENT>", -1)).hasSize(4);
  }

  @Test
  void anotherSeedGivesAnotherOrder() {
    List<String> orders =
        List.of(1L, 2L, 3L, 4L, 5L).stream()
            .map(seed -> new Raft(0).records(row(7), new Labels("Keine Antwort.", seed)).get(0))
            .map(record -> content(record, 0))
            .distinct()
            .toList();
    assertThat(orders).hasSizeGreaterThan(1);
  }

  /**
   * Each position is as likely: over 3000 rows and three positions, five standard deviations of a
   * binomial count with p = 1/3 are 130. Nothing is left to chance at run time, as seeds are fixed.
   */
  @Test
  void thePositiveStandsAnywhere() {
    int[] counts = new int[3];
    for (int i = 0; i < 3000; i++) {
      String[] documents = content(only(new Raft(0), row(i)), 0).split("\n", -1);
      for (int position = 0; position < 3; position++) {
        if (documents[position].contains("positive")) {
          counts[position]++;
        }
      }
    }
    assertThat(counts[0] + counts[1] + counts[2]).isEqualTo(3000);
    for (int count : counts) {
      assertThat(count).isCloseTo(1000, within(130));
    }
  }

  /** Five standard deviations of a binomial share with p = 0.2 and n = 3000 are 0.037. */
  @Test
  void theGivenShareLosesItsPositive() {
    int refused = 0;
    for (int i = 0; i < 3000; i++) {
      if (only(new Raft(0.2), row(i)).kind() == Kind.REFUSAL) {
        refused++;
      }
    }
    assertThat(refused / 3000.0).isCloseTo(0.2, within(0.037));
  }

  private static MinedRow row(int i) {
    return Mined.row(
        QaRow.of(List.of("positive " + i, "hard " + i), "question " + i, "answer " + i, 0),
        "easy " + i);
  }

  private static OutputRecord only(Raft raft, MinedRow row) {
    List<OutputRecord> records = raft.records(row, LABELS);
    assertThat(records).hasSize(1);
    return records.get(0);
  }

  private static String content(OutputRecord record, int turn) {
    List<?> messages = (List<?>) Objects.requireNonNull(record.fields().get("messages"));
    assertThat(messages).hasSize(2);
    return String.valueOf(((Map<?, ?>) messages.get(turn)).get("content"));
  }
}
