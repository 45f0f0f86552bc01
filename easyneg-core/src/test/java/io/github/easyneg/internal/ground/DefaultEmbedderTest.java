package io.github.easyneg.internal.ground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.embed.EmbeddingProvider;
import io.github.easyneg.embed.EmbeddingProviderFactory;
import io.github.easyneg.embed.HashingEmbedder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefaultEmbedderTest {

  private static EmbeddingProviderFactory factory(String name) {
    return new EmbeddingProviderFactory() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public EmbeddingProvider create() {
        return HashingEmbedder.ofDimension(7);
      }
    };
  }

  @Test
  void withNoneOnTheClassPathTheDependencyIsNamed(@TempDir Path folder) {
    QaRow row = QaRow.of(List.of("own"), "wer?", "Antwort", 0);
    EasyNegatives recipe = EasyNegatives.from(Datasets.of(List.of(row)));
    assertThatThrownBy(() -> recipe.toAxolotl(folder.resolve("out.jsonl")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "No EmbeddingProvider found. Add io.github.easyneg:easyneg-langchain4j, or call"
                + " embedWith(..).");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void oneIsTaken() {
    assertThat(DefaultEmbedder.of(List.of(factory("one"))).dimension()).isEqualTo(7);
  }

  @Test
  void severalAreNeverChosenFrom() {
    assertThatThrownBy(() -> DefaultEmbedder.of(List.of(factory("two"), factory("one"))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "Several default embedders found: one, two. Keep one on the class path, or call"
                + " embedWith(..).");
  }
}
