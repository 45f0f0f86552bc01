package io.github.easyneg.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.mine.BatchGuard.Pair;
import io.github.easyneg.mine.RelevanceGuard;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The rules of {@link RelevanceGuard}, by number, and those of an {@link
 * io.github.easyneg.mine.AnswerGuard}. Extend it and supply {@link #guard()}.
 */
public abstract class RelevanceGuardContract extends AnswerGuardContract {

  /** For subclasses. */
  protected RelevanceGuardContract() {}

  @Override
  protected abstract RelevanceGuard guard();

  @Test
  final void rule6EachPairHasOneFiniteScoreInItsPlace() {
    List<Double> relevances = guard().relevances(pairs());
    assertThat(relevances).hasSameSizeAs(pairs()).allMatch(Double::isFinite);
    assertThat(guard().relevances(List.of())).isEmpty();
  }

  @Test
  final void rule7AScoreDependsOnThePairAlone() {
    List<Pair> pairs = pairs();
    List<Double> together = guard().relevances(pairs);
    List<Pair> reversed = new ArrayList<>(pairs);
    Collections.reverse(reversed);
    List<Double> backward = new ArrayList<>(guard().relevances(reversed));
    Collections.reverse(backward);
    assertThat(backward).isEqualTo(together);
    RelevanceGuard one = guard();
    List<Double> alone = new ArrayList<>();
    pairs.forEach(pair -> alone.addAll(one.relevances(List.of(pair))));
    assertThat(alone).isEqualTo(together);
  }
}
