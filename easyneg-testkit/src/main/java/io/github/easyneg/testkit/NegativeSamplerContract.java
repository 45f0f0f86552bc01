package io.github.easyneg.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.data.Passage;
import io.github.easyneg.mine.Candidate;
import io.github.easyneg.mine.MinedNegative;
import io.github.easyneg.sample.DrawKey;
import io.github.easyneg.sample.NegativeSampler;
import io.github.easyneg.sample.WeightedSampler;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * The rules of {@link NegativeSampler}, by number, and those of {@link WeightedSampler} for
 * samplers that are one. Extend it and supply {@link #sampler()}.
 */
public abstract class NegativeSamplerContract {
  private static final int KEYS = 50;
  private static final int THREADS = 4;

  /** For subclasses. */
  protected NegativeSamplerContract() {}

  /** Returns the sampler; a new one or always the same. */
  protected abstract NegativeSampler sampler();

  @Test
  final void rule1TheOrderIsAFunctionOfTheKeyAndTheSetOfCandidates() {
    List<Candidate> candidates = candidates();
    List<Candidate> shuffled = new ArrayList<>(candidates);
    NegativeSampler sampler = sampler();
    for (int key = 0; key < KEYS; key++) {
      List<String> order = draw(sampler, candidates, key);
      Collections.shuffle(shuffled, new Random(key));
      assertThat(draw(sampler, shuffled, key)).isEqualTo(order);
      assertThat(draw(sampler(), candidates, key)).isEqualTo(order);
    }
  }

  @Test
  final void rule1TheListOfCandidatesStaysAsItWas() {
    List<Candidate> candidates = candidates();
    List<Candidate> given = new ArrayList<>(candidates);
    assertThat(draw(sampler(), given, 1)).isNotEmpty();
    assertThat(given).isEqualTo(candidates);
    assertThat(draw(sampler(), Collections.unmodifiableList(given), 1)).isNotEmpty();
  }

  @Test
  final void rule2EachCandidateComesAtMostOnce() {
    List<String> ids = candidates().stream().map(c -> c.passage().id()).toList();
    for (int key = 0; key < KEYS; key++) {
      assertThat(draw(sampler(), candidates(), key)).doesNotHaveDuplicates().isSubsetOf(ids);
    }
  }

  @Test
  final void rule2FromNothingComesNothing() {
    assertThat(draw(sampler(), List.of(), 1)).isEmpty();
  }

  @Test
  final void rule3ManyThreadsMayDrawAtATime() throws InterruptedException, ExecutionException {
    NegativeSampler sampler = sampler();
    List<Candidate> candidates = candidates();
    List<List<String>> alone = new ArrayList<>();
    for (int key = 0; key < KEYS; key++) {
      alone.add(draw(sampler, candidates, key));
    }
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<List<String>>> draws = new ArrayList<>();
      for (int round = 0; round < THREADS; round++) {
        for (int key = 0; key < KEYS; key++) {
          int k = key;
          draws.add(() -> draw(sampler, candidates, k));
        }
      }
      List<Future<List<String>>> drawn = pool.invokeAll(draws);
      for (int i = 0; i < drawn.size(); i++) {
        assertThat(drawn.get(i).get()).isEqualTo(alone.get(i % KEYS));
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  final void rule4WhatComesBackAreTheObjectsThatWereGiven() {
    List<Candidate> candidates = candidates();
    Set<Candidate> given = Collections.newSetFromMap(new IdentityHashMap<>());
    given.addAll(candidates);
    for (int key = 0; key < KEYS; key++) {
      sampler()
          .draw(candidates, key(key))
          .forEachRemaining(
              candidate ->
                  assertThat(given.contains(candidate))
                      .as("is the very object that was given: %s", candidate)
                      .isTrue());
    }
  }

  @Test
  final void threeDrawsBeginWithWhatTwoGive() {
    NegativeSampler sampler = sampler();
    for (int key = 0; key < KEYS; key++) {
      List<String> whole = draw(sampler, candidates(), key);
      for (int k = 1; k <= Math.min(3, whole.size()); k++) {
        Iterator<Candidate> order = sampler.draw(candidates(), key(key));
        List<String> some = new ArrayList<>();
        for (int i = 0; i < k; i++) {
          some.add(order.next().passage().id());
        }
        assertThat(some).isEqualTo(whole.subList(0, k));
      }
    }
  }

  @Test
  final void theSettingsAreSaidInWordsThatDoNotChange() {
    assertThat(sampler().describe()).isNotBlank().isEqualTo(sampler().describe());
  }

  @Test
  final void noWeightExceedsItsBound() {
    if (sampler() instanceof WeightedSampler sampler) {
      for (Candidate one : candidates()) {
        for (Candidate other : candidates()) {
          double cosine = Math.max(one.cosine(), other.cosine());
          double lexical = Math.max(one.lexicalQuantile(), other.lexicalQuantile());
          int frequency = Math.max(one.frequency(), other.frequency());
          assertThat(sampler.logWeight(one))
              .isNotNaN()
              .isLessThanOrEqualTo(sampler.logWeightBound(cosine, lexical, frequency));
        }
      }
    }
  }

  private static List<String> draw(NegativeSampler sampler, List<Candidate> candidates, long key) {
    List<String> order = new ArrayList<>();
    sampler.draw(candidates, key(key)).forEachRemaining(c -> order.add(c.passage().id()));
    return order;
  }

  private static DrawKey key(long row) {
    return DrawKey.of(42, row);
  }

  /** Candidates of all kinds: the extremes, ties, and some at random. */
  private static List<Candidate> candidates() {
    List<Candidate> candidates = new ArrayList<>();
    double[] ends = {-1, 0, 1};
    for (double cosine : ends) {
      for (double quantile : new double[] {0, 0.5, 1}) {
        candidates.add(candidate(candidates.size(), cosine, quantile, 1));
        candidates.add(candidate(candidates.size(), cosine, quantile, 10_000));
      }
    }
    Random random = new Random(7);
    for (int i = 0; i < 40; i++) {
      candidates.add(
          candidate(
              candidates.size(),
              2 * random.nextDouble() - 1,
              random.nextDouble(),
              1 + random.nextInt(50)));
    }
    return candidates;
  }

  private static Candidate candidate(int number, double cosine, double lexical, int frequency) {
    return MinedNegative.of(Passage.of("passage " + number), "contract")
        .cosine(cosine)
        .cosineQuantile((cosine + 1) / 2)
        .lexicalQuantile(lexical)
        .frequency(frequency)
        .build();
  }
}
