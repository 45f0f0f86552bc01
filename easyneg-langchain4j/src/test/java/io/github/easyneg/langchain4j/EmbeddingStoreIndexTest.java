package io.github.easyneg.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import io.github.easyneg.data.Passage;
import io.github.easyneg.index.ExactIndex;
import io.github.easyneg.index.Hit;
import io.github.easyneg.index.VectorIndex;
import io.github.easyneg.index.VectorIndex.Entry;
import io.github.easyneg.mine.Pool;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the adapter makes of stores that can do less than an index must. */
final class EmbeddingStoreIndexTest {
  private static final int DIMENSION = 8;
  private static final int ALL = Integer.MAX_VALUE;

  @CanIgnoreReturnValue
  private static VectorIndex open(VectorIndex index) {
    index.open(DIMENSION, "model");
    return index;
  }

  @Test
  void relevanceBecomesCosineWhereTheStoreHidesItsVectors() {
    VectorIndex index = open(LangChain4j.index(new AwkwardStore(true, ALL)));
    float[] axis = {1, 0, 0, 0, 0, 0, 0, 0};
    float[] across = {0, 2, 0, 0, 0, 0, 0, 0};
    float[] slanted = {-3, 4, 0, 0, 0, 0, 0, 0};
    index.upsert(
        List.of(
            new Entry(Passage.of("across"), across), new Entry(Passage.of("slanted"), slanted)));

    List<Hit> hits = index.nearest(axis, 2);

    assertThat(hits)
        .extracting(Hit::id)
        .containsExactly(Passage.of("across").id(), Passage.of("slanted").id());
    assertThat(hits.get(0).cosine()).isCloseTo(0, within(1e-6));
    assertThat(hits.get(1).cosine()).isCloseTo(-0.6, within(1e-6));
  }

  @Test
  void theCallersVectorsStayAsTheyAre() {
    VectorIndex index = open(LangChain4j.index(new AwkwardStore(true, ALL)));
    float[] vector = {3, 4, 0, 0, 0, 0, 0, 0};

    index.upsert(List.of(new Entry(Passage.of("kept"), vector)));

    assertThat(vector).containsExactly(3, 4, 0, 0, 0, 0, 0, 0);
  }

  @Test
  void whatTheStoreHeldBeforeIsPassedOver() {
    InMemoryEmbeddingStore<TextSegment> store = new InMemoryEmbeddingStore<>();
    Random random = new Random(1);
    for (int i = 0; i < 500; i++) {
      String unused =
          store.add(
              Embedding.from(Vectors.random(random, DIMENSION)), TextSegment.from("old " + i));
    }
    List<Entry> entries = Vectors.entries(20, DIMENSION, 2);
    VectorIndex index = open(LangChain4j.index(store));

    index.upsert(entries);

    assertThat(index.size()).isEqualTo(20);
    assertThat(index.nearest(entries.get(0).vector(), 20))
        .extracting(Hit::id)
        .containsExactlyInAnyOrderElementsOf(Vectors.ids(entries));
  }

  @Test
  void aSecondRunOverAPersistentStoreAddsNothing() {
    InMemoryEmbeddingStore<TextSegment> store = new InMemoryEmbeddingStore<>();
    List<Entry> entries = Vectors.entries(20, DIMENSION, 3);
    open(LangChain4j.index(store)).upsert(entries);
    String once = store.serializeToJson();

    open(LangChain4j.index(store)).upsert(entries);

    assertThat(store.serializeToJson()).isEqualTo(once);
  }

  @Test
  void aStoreThatCannotRemoveTakesNewPassagesAndRefusesToReplaceThem() {
    VectorIndex index = open(LangChain4j.index(new AwkwardStore(false, ALL)));
    List<Entry> entries = Vectors.entries(20, DIMENSION, 4);
    index.upsert(entries);
    index.upsert(entries);
    assertThat(index.size()).isEqualTo(20);

    Entry moved = new Entry(entries.get(0).passage(), entries.get(1).vector());
    assertThatThrownBy(() -> index.upsert(List.of(moved)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "LangChain4j.index(AwkwardStore) cannot replace the vector of passage "
                + moved.passage().id()
                + ", because the store cannot remove entries. Use ChromaIndex or ExactIndex, or an"
                + " empty store.");
  }

  @Test
  void entriesThatARunWithoutRemovalLeftTwiceAreFoundOnce() {
    AwkwardStore store = new AwkwardStore(false, ALL);
    List<Entry> entries = Vectors.entries(20, DIMENSION, 5);
    open(LangChain4j.index(store)).upsert(entries);
    VectorIndex second = open(LangChain4j.index(store));
    second.upsert(entries);

    assertThat(second.nearest(entries.get(0).vector(), 20))
        .extracting(Hit::id)
        .containsExactlyInAnyOrderElementsOf(Vectors.ids(entries));
  }

  @Test
  void aStoreThatReturnsTooFewIsNamedAndSoIsWhatReturnsAll() {
    VectorIndex index = open(LangChain4j.index(new AwkwardStore(true, 7)));
    List<Entry> entries = Vectors.entries(20, DIMENSION, 6);
    index.upsert(entries);

    assertThat(index.nearest(entries.get(0).vector(), 7)).hasSize(7);
    assertThatThrownBy(() -> index.nearest(entries.get(0).vector(), 8))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "LangChain4j.index(AwkwardStore) found 7 of the 8 nearest passages, and holds 20. Lower"
                + " k, or use ChromaIndex or ExactIndex, which find all.");
  }

  @Test
  void callsAtTheWrongTimeSaySo() {
    VectorIndex index = LangChain4j.index(new InMemoryEmbeddingStore<>());
    String who = "LangChain4j.index(InMemoryEmbeddingStore)";
    assertThatThrownBy(() -> index.upsert(List.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(who + " is not open; call open(dimension, fingerprint) first.");
    open(open(index));
    assertThatThrownBy(() -> index.open(DIMENSION, "other"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            who
                + " holds 8-dimension vectors of 'model'; this embedder makes 8 of 'other'. Use"
                + " another store and index, or the embedder that filled this one.");
  }

  @ParameterizedTest
  @MethodSource("io.github.easyneg.langchain4j.MiningSample#pools")
  void aStoreMinesWhatMemoryMines(Pool pool) {
    MiningSample sample = new MiningSample();
    assertThat(sample.mined(LangChain4j.index(new InMemoryEmbeddingStore<>()), pool).rows())
        .isEqualTo(sample.mined(new ExactIndex(), pool).rows());
  }
}
