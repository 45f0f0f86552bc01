package io.github.easyneg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.data.Passage;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.embed.HashingEmbedder;
import io.github.easyneg.embed.TextRole;
import io.github.easyneg.fixture.Jobs;
import io.github.easyneg.index.ExactIndex;
import io.github.easyneg.index.VectorIndex;
import io.github.easyneg.mine.Pool;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IndexInTest {
  private static final HashingEmbedder EMBEDDER = HashingEmbedder.ofDimension(32);

  private static EasyNegatives recipe() {
    List<QaRow> rows = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      rows.add(QaRow.of(List.of("w1 w2 own" + i), "q" + i, "w" + i % 7 + " w" + i % 5, 0));
    }
    String[] passages = new String[60];
    for (int i = 0; i < 60; i++) {
      passages[i] = "w" + i % 7 + " w" + i % 5 + " w" + i % 3 + " x" + i;
    }
    return Jobs.all(rows, passages).embedWith(EMBEDDER).candidates(Pool.ranks(2, 12)).sampleK(3);
  }

  @Test
  void aStoreGivesWhatTheMemoryGives() {
    ExactIndex index = new ExactIndex();
    assertThat(Jobs.run(recipe().indexIn(index)).rows()).isEqualTo(Jobs.run(recipe()).rows());
    assertThat(index.size()).isEqualTo(80);
  }

  @Test
  void aStoreThatHoldsMoreThanTheDataSetGivesTheSame() {
    ExactIndex index = new ExactIndex();
    index.open(32, EMBEDDER.fingerprint());
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      texts.add("w" + i % 7 + " w" + i % 5);
      texts.add("foreign " + i);
    }
    List<VectorIndex.Entry> entries = new ArrayList<>();
    for (String text : texts) {
      entries.add(
          new VectorIndex.Entry(
              Passage.of(text), EMBEDDER.embed(List.of(text), TextRole.PASSAGE).get(0).vector()));
    }
    index.upsert(entries);
    assertThat(Jobs.run(recipe().indexIn(index)).rows()).isEqualTo(Jobs.run(recipe()).rows());
  }

  @Test
  void vectorsThatTheStoreHoldsAreNotEmbeddedAgain() {
    ExactIndex index = new ExactIndex();
    Jobs.Result first = Jobs.run(recipe().indexIn(index));
    Jobs.Result second = Jobs.run(recipe().indexIn(index));
    assertThat(second.rows()).isEqualTo(first.rows());
    assertThat(second.report().embeddings().fromStore()).isEqualTo(80);
    assertThat(second.report().embeddings().embedded())
        .isEqualTo(first.report().embeddings().embedded() - 80);
  }

  @Test
  void aStoreOfAnotherModelIsRefused() {
    ExactIndex index = new ExactIndex();
    assertThat(Jobs.run(recipe().indexIn(index)).rows()).isNotEmpty();
    EasyNegatives other = recipe().embedWith(HashingEmbedder.ofDimension(16)).indexIn(index);
    assertThatThrownBy(() -> Jobs.run(other))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "this index holds 32-dimension vectors of 'hashing-words-2/32'; the embedder makes 16"
                + " of 'hashing-words-2/16'. Use a new index, or the embedder that filled this"
                + " one.");
  }
}
