package io.github.easyneg.testkit;

import static io.github.easyneg.testkit.VectorSamples.DIMENSION;
import static io.github.easyneg.testkit.VectorSamples.entries;
import static io.github.easyneg.testkit.VectorSamples.scaled;
import static io.github.easyneg.testkit.VectorSamples.unit;
import static io.github.easyneg.testkit.VectorSamples.unitEntries;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.easyneg.data.Passage;
import io.github.easyneg.index.StoredVectors;
import io.github.easyneg.index.VectorIndex;
import io.github.easyneg.index.VectorIndex.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The rules of {@link StoredVectors}, by number, in addition to those of {@link VectorIndex}.
 * Extend it and supply {@link #emptyIndex()} and {@link #sameIndex()}.
 */
public abstract class StoredVectorsContract extends VectorIndexContract {

  /** For subclasses. */
  protected StoredVectorsContract() {}

  /**
   * {@inheritDoc}
   *
   * <p>It implements {@link StoredVectors}.
   */
  @Override
  protected abstract VectorIndex emptyIndex() throws Exception;

  /**
   * Returns another index, not opened, on what the index that {@link #emptyIndex()} last returned
   * has stored: what the next run of a program sees.
   */
  protected abstract VectorIndex sameIndex() throws Exception;

  private static Map<String, float[]> vectors(VectorIndex index, List<Entry> entries) {
    return ((StoredVectors) index)
        .vectors(entries.stream().map(entry -> entry.passage().id()).toList());
  }

  private static void assertHolds(VectorIndex index, List<Entry> entries) {
    Map<String, float[]> vectors = vectors(index, entries);
    assertThat(vectors).hasSize(entries.size());
    for (Entry entry : entries) {
      assertThat(vectors.get(entry.passage().id())).isEqualTo(entry.vector());
    }
  }

  @Test
  final void stored1VectorsOfLengthOneComeBackNumberByNumber() throws Exception {
    // More than any page of ids or vectors that a store is likely to have.
    List<Entry> entries = unitEntries(2500, 61);
    VectorIndex index = open(emptyIndex());
    index.upsert(entries);

    assertHolds(index, entries);
  }

  @Test
  final void stored1VectorsOfAnyLengthKeepTheirDirection() throws Exception {
    List<Entry> entries = entries(100, 68);
    VectorIndex index = open(emptyIndex());
    index.upsert(entries);

    Map<String, float[]> vectors = vectors(index, entries);
    for (Entry entry : entries) {
      assertThat(
              VectorSamples.cosine(
                  requireNonNull(vectors.get(entry.passage().id())), entry.vector()))
          .isCloseTo(1, within(TOLERANCE));
    }
  }

  @Test
  final void stored1SmallAndLargeNumbersComeBackToo() throws Exception {
    float[] numbers = new float[DIMENSION];
    float[] extremes = {1, -1e-3f, 1e-8f, -3e-20f, Float.MIN_NORMAL, 1f / 3};
    System.arraycopy(extremes, 0, numbers, 0, extremes.length);
    VectorIndex index = open(emptyIndex());
    List<Entry> entries = List.of(new Entry(Passage.of("extremes"), unit(numbers)));

    index.upsert(entries);

    assertHolds(index, entries);
  }

  @Test
  final void stored1AReplacedVectorIsTheNewOne() throws Exception {
    List<Entry> entries = unitEntries(10, 62);
    VectorIndex index = open(emptyIndex());
    index.upsert(entries);
    List<Entry> moved = new ArrayList<>(entries);
    moved.set(3, new Entry(entries.get(3).passage(), scaled(entries.get(3).vector(), -1)));

    index.upsert(moved);

    assertHolds(index, moved);
  }

  @Test
  final void stored2IdsThatAreNotHeldAreMissing() throws Exception {
    List<Entry> entries = entries(10, 63);
    VectorIndex index = open(emptyIndex());
    index.upsert(entries.subList(0, 5));

    assertThat(vectors(index, entries).keySet())
        .containsExactlyInAnyOrderElementsOf(
            entries.subList(0, 5).stream().map(entry -> entry.passage().id()).toList());
    assertThat(vectors(index, List.of())).isEmpty();
  }

  @Test
  final void stored2AnIdMayBeAskedForTwice() throws Exception {
    List<Entry> entries = entries(1, 64);
    VectorIndex index = open(emptyIndex());
    index.upsert(entries);

    assertThat(vectors(index, List.of(entries.get(0), entries.get(0)))).hasSize(1);
  }

  @Test
  final void stored3WhatWasStoredIsThereInTheNextRun() throws Exception {
    List<Entry> entries = unitEntries(120, 65);
    VectorIndex first = open(emptyIndex());
    first.upsert(entries);
    first.close();

    VectorIndex second = open(sameIndex());

    assertThat(second.size()).isEqualTo(120);
    assertHolds(second, entries);
    second.upsert(entries);
    assertThat(second.size()).isEqualTo(120);
  }

  @Test
  final void stored4AnotherDimensionIsRefused() throws Exception {
    VectorIndex first = open(emptyIndex());
    first.upsert(entries(3, 66));
    first.close();

    try (VectorIndex second = sameIndex()) {
      assertThatThrownBy(() -> second.open(DIMENSION + 1, FINGERPRINT))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(String.valueOf(DIMENSION))
          .hasMessageContaining(String.valueOf(DIMENSION + 1));
    }
  }

  @Test
  final void stored4AnotherModelIsRefused() throws Exception {
    VectorIndex first = open(emptyIndex());
    first.upsert(entries(3, 67));
    first.close();

    try (VectorIndex second = sameIndex()) {
      assertThatThrownBy(() -> second.open(DIMENSION, "another-model"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(FINGERPRINT)
          .hasMessageContaining("another-model");
    }
  }
}
