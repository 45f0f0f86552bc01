package io.github.easyneg.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.mine.BatchGuard;
import io.github.easyneg.mine.BatchGuard.Pair;
import io.github.easyneg.mine.MinedNegative;
import io.github.easyneg.mine.MinedRow;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules of {@link BatchGuard}, by number. Extend it and supply {@link #guard()}. */
public abstract class BatchGuardContract {

  /** For subclasses. */
  protected BatchGuardContract() {}

  /** Returns the guard; a new one or always the same. */
  protected abstract BatchGuard guard();

  /**
   * Returns the pairs that the guard is asked about, at least two; override it for a guard that
   * needs its own. A guard that asks a model should see some that it rejects and some that it does
   * not.
   */
  protected List<Pair> pairs() {
    List<Pair> pairs = new ArrayList<>();
    for (MinedRow row : MinedRowSamples.all()) {
      for (MinedRow other : MinedRowSamples.all()) {
        for (MinedNegative negative : other.negatives()) {
          pairs.add(new Pair(row.row(), negative.passage()));
        }
      }
    }
    return pairs;
  }

  @Test
  final void rule1TheVerdictOnAPairDependsOnThePairAlone() {
    List<Pair> pairs = pairs();
    List<Boolean> together = verdicts(guard(), pairs);
    List<Pair> reversed = new ArrayList<>(pairs);
    Collections.reverse(reversed);
    List<Boolean> backward = verdicts(guard(), reversed);
    Collections.reverse(backward);
    assertThat(backward).isEqualTo(together);
    BatchGuard one = guard();
    List<Boolean> alone = new ArrayList<>();
    for (Pair pair : pairs) {
      alone.addAll(verdicts(one, List.of(pair)));
    }
    assertThat(alone).isEqualTo(together);
  }

  @Test
  final void rule2NoBitBeyondTheLastPairIsOnAndTheListStaysAsItWas() {
    List<Pair> pairs = new ArrayList<>(pairs());
    List<Pair> before = List.copyOf(pairs);
    assertThat(guard().rejects(pairs).length()).isLessThanOrEqualTo(pairs.size());
    assertThat(pairs).isEqualTo(before);
    assertThat(guard().rejects(before).length()).isLessThanOrEqualTo(pairs.size());
  }

  @Test
  final void rule2OfNothingNothingIsRejected() {
    assertThat(guard().rejects(List.of()).isEmpty()).isTrue();
  }

  @Test
  final void rule3NameAndDescriptionAreNotBlankAndDoNotChange() {
    assertThat(guard().name()).isNotBlank().isEqualTo(guard().name());
    assertThat(guard().describe()).isNotBlank().isEqualTo(guard().describe());
  }

  private static List<Boolean> verdicts(BatchGuard guard, List<Pair> pairs) {
    BitSet rejected = guard.rejects(pairs);
    List<Boolean> verdicts = new ArrayList<>();
    for (int i = 0; i < pairs.size(); i++) {
      verdicts.add(rejected.get(i));
    }
    return verdicts;
  }
}
