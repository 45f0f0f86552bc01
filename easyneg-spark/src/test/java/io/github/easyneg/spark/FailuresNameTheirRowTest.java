package io.github.easyneg.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.data.Passage;
import io.github.easyneg.embed.Embedding;
import io.github.easyneg.embed.EmbeddingException;
import io.github.easyneg.embed.EmbeddingProvider;
import io.github.easyneg.embed.HashingEmbedder;
import io.github.easyneg.embed.TextRole;
import io.github.easyneg.format.OutputFormats;
import io.github.easyneg.mine.Band;
import io.github.easyneg.mine.Candidate;
import io.github.easyneg.mine.Guards;
import io.github.easyneg.mine.Pool;
import io.github.easyneg.mine.Signal;
import io.github.easyneg.sample.DrawKey;
import io.github.easyneg.sample.NegativeSampler;
import io.github.easyneg.sample.WeightedSampler;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of the user's throws in a task is told with the row's question: no row has a number. */
class FailuresNameTheirRowTest {
  private static final String LONG = "Wo steht der Turm am Fluss, der älter ist als die Brücke, ";
  private static final String ROW =
      "the row with the question \"Wo steht der Turm am Fluss, der älter ist als die Brücke, .*…\"";

  private final Path folder;
  private int outs;

  FailuresNameTheirRowTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static Dataset<Row> rows() {
    List<Row> all = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      all.add(
          RowFactory.create(
              List.of("Der Turm Nummer " + i + " steht am Fluss.", "Mehr über " + i),
              LONG + "und die Nummer " + i + " hat?",
              "ja",
              0L));
    }
    return LocalSpark.session().createDataFrame(all, MadeRows.SCHEMA);
  }

  private static EasyNegatives recipe(io.github.easyneg.data.Dataset data) {
    return EasyNegatives.from(data).embedWith(HashingEmbedder.defaults()).candidates(Pool.all());
  }

  /** Lazily, and in an action of our own. */
  private void ends(SparkRecipe recipe, String message) {
    assertThatThrownBy(
            () ->
                SparkNegatives.of(recipe)
                    .write(
                        rows(), OutputFormats::axolotl, folder.resolve("out" + outs++).toString()))
        .hasMessageMatching(message);
    assertThatThrownBy(() -> SparkNegatives.of(recipe).mine(rows()).collectAsList())
        .satisfiesAnyOf(
            e -> assertThat(e).hasMessageMatching(message),
            e -> assertThat(e.getCause()).hasMessageMatching(message));
  }

  private static UnsupportedOperationException no() {
    return new UnsupportedOperationException("no");
  }

  @Test
  void aGuard() {
    ends(
        data ->
            recipe(data)
                .rejecting(
                    Guards.guard(
                        "mine",
                        (row, candidate) -> {
                          throw no();
                        })),
        ROW
            + ": the guard 'mine' must return a verdict on every candidate, but for the passage"
            + " \".*\" it threw java\\.lang\\.UnsupportedOperationException: no; fix the guard, or"
            + " remove it with withoutGuards\\(\"mine\"\\)\\.");
  }

  @Test
  void aFilter() {
    ends(
        data ->
            recipe(data)
                .candidates(
                    Pool.all()
                        .matching(
                            "mine",
                            (row, candidate) -> {
                              throw no();
                            })),
        ROW
            + ": the filter 'mine' of the pool 'all' must say of every candidate whether it belongs"
            + " to the pool, but for the passage \".*\" it threw"
            + " java\\.lang\\.UnsupportedOperationException: no; fix the filter, or leave it"
            + " out\\.");
  }

  private static final class Ordering implements NegativeSampler {
    @Override
    public Iterator<Candidate> draw(List<Candidate> candidates, DrawKey key) {
      throw no();
    }

    @Override
    public String describe() {
      return "mine";
    }
  }

  private static final class Weighing implements WeightedSampler {
    @Override
    public double logWeight(Candidate candidate) {
      throw no();
    }

    @Override
    public double logWeightBound(double cosine, double lexicalQuantile, int frequency) {
      return 0;
    }

    @Override
    public String describe() {
      return "mine";
    }
  }

  @Test
  void aSampler() {
    String end =
        ", but threw java\\.lang\\.UnsupportedOperationException: no; fix the sampler, or choose"
            + " another one\\.";
    ends(
        data -> recipe(data).sampler(new Ordering()),
        ROW + ": the sampler \\(mine\\) must put the \\d+ candidates in an order" + end);
    ends(
        data -> recipe(data).sampler(new Weighing()),
        ROW + ": the sampler \\(mine\\) must weigh the passage \".*\"" + end);
  }

  private static final class Opinionated implements Signal {
    @Override
    public String name() {
      return "mine";
    }

    @Override
    public Prepared prepare(List<Passage> passages) {
      return row -> {
        throw no();
      };
    }
  }

  @Test
  void aSignal() {
    ends(
        data -> recipe(data).withSignal(new Opinionated(), new Band(0, 1), 1),
        ROW
            + ": the signal 'mine' must have an opinion on the row, but threw"
            + " java\\.lang\\.UnsupportedOperationException: no; fix the signal, or leave it"
            + " out\\.");
  }

  /** An embedder that fails with the texts of one role. */
  private record Failing(TextRole role, RuntimeException failure) implements EmbeddingProvider {
    @Override
    public int dimension() {
      return 2;
    }

    @Override
    public String fingerprint() {
      return "mine";
    }

    @Override
    public List<Embedding> embed(List<String> texts, TextRole asked) {
      if (asked == role) {
        throw failure;
      }
      return texts.stream().map(text -> Embedding.of(new float[] {1, text.length()})).toList();
    }
  }

  @Test
  void anEmbedder() {
    ends(
        data ->
            recipe(data)
                .embedWith(
                    new Failing(
                        TextRole.QUERY,
                        new EmbeddingException("too odd.", 0, new IllegalStateException()))),
        "the (question|answer) of "
            + ROW
            + " cannot be embedded: too odd\\. The text is \"(ja|Wo steht .*…)\"\\.");
    ends(
        data ->
            recipe(data)
                .embedWith(new Failing(TextRole.PASSAGE, new UnsupportedOperationException("no"))),
        "the embedder 'mine' must make a vector of each text, but threw"
            + " java\\.lang\\.UnsupportedOperationException: no for \\d+ of them, of which the"
            + " first is \"(Der Turm|Mehr über) .*\"; fix the embedder, or take another one\\.");
    ends(
        data ->
            recipe(data)
                .embedWith(
                    new Failing(
                        TextRole.PASSAGE,
                        new EmbeddingException("too odd.", 0, new IllegalStateException()))),
        "the passage \"(Der Turm|Mehr über) .*\" cannot be embedded: too odd\\. The text is"
            + " \"(Der Turm|Mehr über) .*\"\\.");
  }
}
