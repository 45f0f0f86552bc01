package io.github.easyneg.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.mine.BatchGuard.Pair;
import io.github.easyneg.mine.ReadingGuard;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/**
 * The rules of {@link ReadingGuard}, by number, and those of a {@link
 * io.github.easyneg.mine.BatchGuard}. Extend it and supply {@link #guard()}.
 */
public abstract class ReadingGuardContract extends BatchGuardContract {

  /** For subclasses. */
  protected ReadingGuardContract() {}

  @Override
  protected abstract ReadingGuard guard();

  @Test
  final void rule4AnEffectIsFromZeroToOne() {
    for (OptionalDouble effect : effects(guard(), pairs())) {
      if (effect.isPresent()) {
        assertThat(effect.getAsDouble()).isBetween(0.0, 1.0);
      }
    }
  }

  @Test
  final void rule5AnEffectDependsOnThePairAlone() {
    List<Pair> pairs = pairs();
    ReadingGuard guard = guard();
    List<OptionalDouble> effects = effects(guard, pairs);
    List<Pair> reversed = new ArrayList<>(pairs);
    Collections.reverse(reversed);
    List<OptionalDouble> backward = effects(guard(), reversed);
    Collections.reverse(backward);
    assertThat(backward).isEqualTo(effects);
    assertThat(effects(guard, pairs)).as("asked again").isEqualTo(effects);
  }

  private static List<OptionalDouble> effects(ReadingGuard guard, List<Pair> pairs) {
    assertThat(guard.rejects(pairs).length()).isLessThanOrEqualTo(pairs.size());
    List<OptionalDouble> effects = new ArrayList<>();
    pairs.forEach(pair -> effects.add(guard.distracting(pair)));
    return effects;
  }
}
