package io.github.easyneg.testkit;

import static io.github.easyneg.testkit.VectorSamples.DIMENSION;
import static io.github.easyneg.testkit.VectorSamples.entries;
import static io.github.easyneg.testkit.VectorSamples.scaled;
import static io.github.easyneg.testkit.VectorSamples.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.github.easyneg.data.Passage;
import io.github.easyneg.index.Hit;
import io.github.easyneg.index.VectorIndex;
import io.github.easyneg.index.VectorIndex.Entry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The rules of {@link VectorIndex}, by number. Extend it and supply {@link #emptyIndex()}.
 *
 * <p>An approximate index passes if it is right on a few hundred passages of 24 dimensions.
 */
public abstract class VectorIndexContract {
  /** How far a cosine may be off: some float roundings. */
  protected static final double TOLERANCE = 1e-5;

  /** The fingerprint that the indexes of a test are opened with. */
  protected static final String FINGERPRINT = "contract-model";

  private final Deque<VectorIndex> opened = new ArrayDeque<>();

  /** For subclasses. */
  protected VectorIndexContract() {}

  /** Returns an index that holds nothing and was not opened; the contract opens and closes it. */
  protected abstract VectorIndex emptyIndex() throws Exception;

  /** Opens an index for the vectors of this contract, and closes it after the test. */
  @CanIgnoreReturnValue
  protected final <T extends VectorIndex> T open(T index) {
    opened.push(index);
    index.open(DIMENSION, FINGERPRINT);
    return index;
  }

  private VectorIndex filled(List<Entry> entries) throws Exception {
    VectorIndex index = open(emptyIndex());
    index.upsert(entries);
    return index;
  }

  @AfterEach
  final void closeAll() {
    opened.forEach(VectorIndex::close);
  }

  @Test
  final void rule1UpsertAddsWhatIsNew() throws Exception {
    List<Entry> entries = entries(60, 11);
    VectorIndex index = filled(entries.subList(0, 40));
    assertThat(index.size()).isEqualTo(40);

    index.upsert(entries.subList(30, 60));

    assertThat(index.size()).isEqualTo(60);
    assertThat(index.nearest(entries.get(55).vector(), 1).get(0).id())
        .isEqualTo(entries.get(55).passage().id());
  }

  @Test
  final void rule1TheSameVectorAgainChangesNothing() throws Exception {
    List<Entry> entries = entries(40, 12);
    VectorIndex index = filled(entries);
    float[] query = vector(new Random(1));
    List<Hit> before = index.nearest(query, 40);

    index.upsert(entries);

    assertThat(index.size()).isEqualTo(40);
    assertThat(index.nearest(query, 40)).isEqualTo(before);
  }

  @Test
  final void rule1AnotherVectorReplacesTheFirst() throws Exception {
    List<Entry> entries = entries(40, 13);
    VectorIndex index = filled(entries);
    float[] old = entries.get(7).vector();
    Entry moved = new Entry(entries.get(7).passage(), scaled(old, -1));

    index.upsert(List.of(moved, entries.get(8)));

    assertThat(index.size()).isEqualTo(40);
    List<Entry> now = new ArrayList<>(entries);
    now.set(7, moved);
    assertSameHits(index.nearest(old, 40), VectorSamples.nearest(now, old, 40));
  }

  @Test
  final void rule1UpsertOfNothingDoesNothing() throws Exception {
    VectorIndex index = filled(entries(3, 14));

    index.upsert(List.of());

    assertThat(index.size()).isEqualTo(3);
  }

  @Test
  final void rule1AnyTextMayBeAPassage() throws Exception {
    List<String> texts =
        List.of("", " \n\t", "\u0000\u001f\"\\", "👩‍👩‍👧 Grüße 你好", "x".repeat(100_000));
    List<Entry> entries = new ArrayList<>();
    for (String text : texts) {
      entries.add(new Entry(Passage.of(text), vector(new Random(text.hashCode()))));
    }
    float[] query = vector(new Random(2));

    VectorIndex index = filled(entries);

    assertSameHits(index.nearest(query, 5), VectorSamples.nearest(entries, query, 5));
  }

  @Test
  final void rule2HitsDescendByCosine() throws Exception {
    List<Entry> entries = entries(300, 21);
    VectorIndex index = filled(entries);
    Random random = new Random(3);
    for (int i = 0; i < 20; i++) {
      float[] query = vector(random);
      assertSameHits(index.nearest(query, 10), VectorSamples.nearest(entries, query, 10));
    }
  }

  @Test
  final void rule2EqualCosinesAscendByIdAlsoWhereTheListIsCut() throws Exception {
    List<Entry> entries = entries(30, 22);
    float[] shared = vector(new Random(4));
    List<Entry> twins = new ArrayList<>();
    for (int i = 0; i < 70; i++) {
      twins.add(new Entry(Passage.of("twin " + i), shared.clone()));
    }
    VectorIndex index = filled(entries);
    Collections.shuffle(twins, new Random(5));
    index.upsert(twins);
    List<String> ascending = twins.stream().map(twin -> twin.passage().id()).sorted().toList();

    for (int k : new int[] {1, 5, 69, 70}) {
      assertThat(index.nearest(shared, k))
          .extracting(Hit::id)
          .containsExactlyElementsOf(ascending.subList(0, k));
    }
  }

  @Test
  final void rule2AtMostKAndFewerOnlyIfTheIndexHoldsFewer() throws Exception {
    List<Entry> entries = entries(300, 23);
    VectorIndex index = filled(entries);
    float[] query = vector(new Random(6));
    for (int k : new int[] {1, 20, 150, 299, 300, 301, 1000}) {
      assertSameHits(index.nearest(query, k), VectorSamples.nearest(entries, query, k));
    }
  }

  @Test
  final void rule2AnEmptyIndexFindsNothing() throws Exception {
    VectorIndex index = open(emptyIndex());

    assertThat(index.size()).isZero();
    assertThat(index.nearest(vector(new Random(7)), 5)).isEmpty();
  }

  @Test
  final void rule3CosinesReachFromMinusOneToOneAndNotBeyond() throws Exception {
    List<Entry> entries = new ArrayList<>();
    Random random = new Random(31);
    for (int i = 0; i < 25; i++) {
      float[] vector = vector(random);
      entries.add(new Entry(Passage.of("there " + i), vector));
      entries.add(new Entry(Passage.of("opposite " + i), scaled(vector, -3)));
    }
    VectorIndex index = filled(entries);
    for (Entry entry : entries) {
      List<Hit> hits = index.nearest(entry.vector(), 50);
      assertThat(hits).allSatisfy(hit -> assertThat(hit.cosine()).isBetween(-1.0, 1.0));
      assertThat(hits.get(0).cosine()).isCloseTo(1, within(TOLERANCE));
      assertThat(hits.get(49).cosine()).isCloseTo(-1, within(TOLERANCE));
    }
  }

  @Test
  final void rule3CosinesDoNotDependOnTheVectorsLengths() throws Exception {
    List<Entry> entries = entries(50, 32);
    List<Entry> longer =
        entries.stream().map(e -> new Entry(e.passage(), scaled(e.vector(), 1000))).toList();
    VectorIndex index = filled(longer);
    float[] query = vector(new Random(8));

    List<Hit> expected = VectorSamples.nearest(entries, query, 50);

    assertSameHits(index.nearest(query, 50), expected);
    assertSameHits(index.nearest(scaled(query, 1e-3f), 50), expected);
  }

  @Test
  final void rule4NearestMayBeCalledByManyThreadsAtATime() throws Exception {
    VectorIndex index = filled(entries(300, 41));
    Random random = new Random(9);
    List<float[]> queries = new ArrayList<>();
    List<List<Hit>> alone = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      queries.add(vector(random));
      alone.add(index.nearest(queries.get(i), 10));
    }
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<List<Hit>>> calls = new ArrayList<>();
      queries.forEach(query -> calls.add(() -> index.nearest(query, 10)));
      List<List<Hit>> together = new ArrayList<>();
      for (Future<List<Hit>> result : threads.invokeAll(calls)) {
        together.add(result.get());
      }
      assertThat(together).isEqualTo(alone);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  final void rule4NearestLeavesTheQueryAsItIs() throws Exception {
    VectorIndex index = filled(entries(20, 42));
    float[] query = vector(new Random(10));
    float[] before = query.clone();

    assertThat(index.nearest(query, 5)).hasSize(5);

    assertThat(Arrays.equals(query, before)).isTrue();
  }

  @Test
  final void openMayBeCalledAgainByTheNextRunButNotForAnotherModel() throws Exception {
    VectorIndex index = filled(entries(5, 52));

    index.open(DIMENSION, FINGERPRINT);

    assertThat(index.size()).isEqualTo(5);
    assertThatThrownBy(() -> index.open(DIMENSION + 1, FINGERPRINT))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> index.open(DIMENSION, "another-model"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  final void rule5CloseMayBeCalledTwice() throws Exception {
    VectorIndex index = filled(entries(5, 51));

    index.close();
    index.close();
  }

  @Test
  final void rule5CloseMayBeCalledWhileAnotherThreadSearches() throws Exception {
    VectorIndex index = filled(entries(300, 53));
    float[] query = vector(new Random(11));
    List<Hit> before = index.nearest(query, 10);

    List<Hit> after = WhileClosing.call(() -> index.nearest(query, 10), index).orElse(before);

    assertSameHits(after, before);
  }

  private static void assertSameHits(List<Hit> actual, List<Hit> expected) {
    assertThat(actual).extracting(Hit::id).isEqualTo(expected.stream().map(Hit::id).toList());
    for (int i = 0; i < expected.size(); i++) {
      assertThat(actual.get(i).cosine()).isCloseTo(expected.get(i).cosine(), within(TOLERANCE));
    }
  }
}
