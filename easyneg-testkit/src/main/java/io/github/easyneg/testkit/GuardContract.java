package io.github.easyneg.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.data.QaRow;
import io.github.easyneg.mine.Candidate;
import io.github.easyneg.mine.Guard;
import io.github.easyneg.mine.MinedNegative;
import io.github.easyneg.mine.MinedRow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules of {@link Guard}, by number. Extend it and supply {@link #guard()}. */
public abstract class GuardContract {

  /** For subclasses. */
  protected GuardContract() {}

  /** Returns the guard; a new one or always the same. */
  protected abstract Guard guard();

  /** Returns the rows that the guard is asked about; override it for one that needs its own. */
  protected List<QaRow> rows() {
    return MinedRowSamples.all().stream().map(MinedRow::row).toList();
  }

  @Test
  final void rule1TheVerdictIsAFunctionOfRowAndCandidate() {
    Guard guard = guard();
    List<Boolean> forward = verdicts(guard, pairs());
    List<Pair> reversed = pairs();
    Collections.reverse(reversed);
    List<Boolean> backward = verdicts(guard, reversed);
    Collections.reverse(backward);
    assertThat(backward).isEqualTo(forward);
    assertThat(verdicts(guard(), pairs())).isEqualTo(forward);
  }

  @Test
  final void rule2ItIsThreadSafe() throws Exception {
    Guard guard = guard();
    Threads.agree(() -> verdicts(guard, pairs()));
  }

  @Test
  final void rule3NameAndDescriptionAreNotBlankAndDoNotChange() {
    assertThat(guard().name()).isNotBlank().isEqualTo(guard().name());
    assertThat(guard().describe()).isNotBlank().isEqualTo(guard().describe());
  }

  private record Pair(QaRow row, Candidate candidate) {}

  private List<Pair> pairs() {
    List<Pair> pairs = new ArrayList<>();
    for (QaRow row : rows()) {
      for (MinedRow other : MinedRowSamples.all()) {
        for (MinedNegative candidate : other.negatives()) {
          pairs.add(new Pair(row, candidate));
        }
      }
    }
    return pairs;
  }

  private static List<Boolean> verdicts(Guard guard, List<Pair> pairs) {
    List<Boolean> verdicts = new ArrayList<>();
    pairs.forEach(pair -> verdicts.add(guard.rejects(pair.row(), pair.candidate())));
    return verdicts;
  }
}
