package io.github.easyneg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.data.Dataset;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.embed.EmbeddingException;
import io.github.easyneg.embed.EmbeddingProvider;
import io.github.easyneg.embed.TextRole;
import io.github.easyneg.mine.Guards;
import io.github.easyneg.mine.Pool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What spares a user of the library a class of their own. */
class ConveniencesTest {
  private static final List<QaRow> ROWS =
      List.of(
          QaRow.of(List.of("The office opens at nine."), "When does it open?", "at nine", 0),
          QaRow.of(List.of("Lunch costs six euros."), "What is lunch?", "six euros", 0),
          QaRow.of(List.of("The lift is out of order."), "What about the lift?", "broken", 0));

  private static EmbeddingProvider lengths() {
    return EmbeddingProvider.of(
        "lengths-1",
        2,
        texts -> texts.stream().map(text -> new float[] {text.length(), 1}).toList());
  }

  @Test
  void filesMayBeNamedByTexts(@TempDir Path folder) throws IOException {
    Path in = folder.resolve("rows.jsonl");
    Path out = folder.resolve("train.jsonl");
    Files.writeString(
        in,
        """
        {"contexts": ["a", "b"], "question": "q", "answer": "r", "positive_ctx_idx": 0}
        {"contexts": ["c"], "question": "s", "answer": "t", "positive_ctx_idx": 0}
        """);

    EasyNegatives.from(Datasets.jsonl(in.toString()))
        .embedWith(lengths())
        .candidates(Pool.all())
        .withoutGuards(Guards.CONTAINMENT, Guards.ANSWER_BEARING)
        .toAxolotl(out.toString());

    assertThat(Files.readAllLines(out)).hasSizeGreaterThan(3);
    assertThat(Datasets.auto(in.toString()).rows()).hasSize(2);
    assertThatThrownBy(() -> Datasets.jsonl("a\0b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("\"a\0b\" is not a valid file name: Nul character not allowed.");
  }

  @Test
  void rowsMayComeFromWhereverAStreamIsOpened() {
    List<Stream<QaRow>> opened = new ArrayList<>();
    Dataset data =
        Datasets.of(
            "table faq",
            () -> {
              opened.add(ROWS.stream());
              return opened.get(opened.size() - 1);
            });

    assertThat(EasyNegatives.from(data).embedWith(lengths()).forEach(row -> {}).rows().read())
        .isEqualTo(3);
    assertThat(opened).hasSizeGreaterThan(1);
    assertThat(data.name()).isEqualTo("table faq");
    assertThat(Datasets.of(ROWS::stream).name()).isEqualTo("rows of a supplier");
  }

  @Test
  void aSupplierMustOpenANewStreamEachTime() {
    Stream<QaRow> once = ROWS.stream();
    Dataset data = Datasets.of("table faq", () -> once);
    EasyNegatives recipe = EasyNegatives.from(data).embedWith(lengths());

    assertThatThrownBy(() -> recipe.forEach(row -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "table faq: the supplier returned the same stream twice; a data set is read more than"
                + " once, so open a new stream in each call.");
    assertThatThrownBy(() -> Datasets.of(" ", ROWS::stream))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("name is blank; give one by which messages and reports call the data set.");
  }

  @Test
  void anEmbedderMayBeAFunction() {
    EmbeddingProvider embedder = lengths();

    assertThat(embedder.fingerprint()).isEqualTo("lengths-1");
    assertThat(embedder.dimension()).isEqualTo(2);
    assertThat(embedder.embed(List.of(), TextRole.QUERY)).isEmpty();
    assertThatThrownBy(() -> EmbeddingProvider.of(" ", 2, texts -> List.of()))
        .hasMessage(
            "name is blank; give one that says which model makes the vectors, because caches are"
                + " keyed by it.");
    assertThatThrownBy(() -> EmbeddingProvider.of("m", 0, texts -> List.of()))
        .hasMessage("dimension is 0; give the length of the model's vectors, at least 1.");
  }

  @Test
  void whatAFunctionLeavesOutIsNamed() {
    EmbeddingProvider nulls =
        EmbeddingProvider.of("m", 2, texts -> Arrays.asList(new float[texts.size()][]));
    EmbeddingProvider fewer = EmbeddingProvider.of("m", 2, texts -> List.of(new float[] {1, 2}));

    assertThatThrownBy(
            () -> EasyNegatives.from(Datasets.of(ROWS)).embedWith(nulls).forEach(row -> {}))
        .isInstanceOf(EmbeddingException.class)
        .hasMessageContaining("returned null; expected a list with a vector for each of 3 texts.");
    assertThatThrownBy(
            () -> EasyNegatives.from(Datasets.of(ROWS)).embedWith(fewer).forEach(row -> {}))
        .isInstanceOf(EmbeddingException.class)
        .hasMessage("the embedder 'm' returned 1 vectors for 3 texts; expected one for each.");
  }
}
