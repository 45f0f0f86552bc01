package io.github.easyneg.mine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.data.DatasetFormatException;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.embed.HashingEmbedder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarksTest {
  private static final String QUESTION = "Wo steht Turm 0?";

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path folder;

  @Test
  void whatWasMarkedIsNotMinedForThatQuestionAgain() {
    List<MinedNegative> first = negatives(Marks.none(), QUESTION);
    MinedNegative answers = first.get(0);
    MinedNegative fine = first.get(1);
    Marks marks =
        Marks.none()
            .with(mark(answers, "wo steht  TURM 0?", Marks.Verdict.ANSWERS))
            .with(mark(fine, QUESTION, Marks.Verdict.FINE))
            .with(mark(fine, "Wo steht Turm 1?", Marks.Verdict.TOO_EASY));
    List<MinedNegative> second = negatives(marks, QUESTION);
    assertThat(second).hasSameSizeAs(first);
    assertThat(second)
        .extracting(negative -> negative.passage().id())
        .contains(fine.passage().id())
        .doesNotContain(answers.passage().id());
  }

  @Test
  void aFileIsReadAsItWasWritten() {
    Marks marks =
        Marks.none()
            .with(new Marks.Mark("Wo?", "aa", "zwölf\n\u2028 \"Enten\"", Marks.Verdict.TOO_EASY))
            .with(new Marks.Mark("Wann?", "bb", "", Marks.Verdict.FINE));
    Path file = folder.resolve("marks.jsonl");
    marks.write(file);
    assertThat(Marks.read(file)).isEqualTo(marks);
    Marks.none().write(file);
    assertThat(Marks.read(file)).isEqualTo(Marks.none());
  }

  @Test
  void theLastMarkOfAPairCounts() throws IOException {
    Path file = folder.resolve("marks.jsonl");
    Files.writeString(
        file,
        """
        {"question":"Wo?","passage":"aa","text":"t","mark":"fine"}
        {"question":"WO?","passage":"aa","text":"t","mark":"answers"}
        """);
    assertThat(Marks.read(file).of("wo?", "aa")).contains(Marks.Verdict.ANSWERS);
    assertThat(Marks.read(file).all()).hasSize(1);
  }

  @Test
  void aWordThatIsNoMarkIsNamedWithItsLine() throws IOException {
    Path file = folder.resolve("marks.jsonl");
    Files.writeString(
        file, "{\"question\":\"Wo?\",\"passage\":\"aa\",\"text\":\"t\",\"mark\":\"good\"}");
    assertThatThrownBy(() -> Marks.read(file))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessage("marks.jsonl:1: mark is \"good\"; expected answers, too-easy, fine.");
  }

  @Test
  void otherMarksAreAnotherRecipe() {
    Marks one = Marks.none().with(new Marks.Mark("Wo?", "aa", "t", Marks.Verdict.ANSWERS));
    Marks other = one.with(new Marks.Mark("Wo?", "bb", "t", Marks.Verdict.ANSWERS));
    assertThat(one.guard().describe())
        .startsWith("marked:")
        .isNotEqualTo(other.guard().describe())
        .isEqualTo(other.without("wo?", "bb").guard().describe());
  }

  private static Marks.Mark mark(MinedNegative negative, String question, Marks.Verdict verdict) {
    return new Marks.Mark(question, negative.passage().id(), negative.passage().text(), verdict);
  }

  private static List<MinedNegative> negatives(Marks marks, String question) {
    List<QaRow> rows =
        IntStream.range(0, 40)
            .mapToObj(
                i ->
                    new QaRow(
                        List.of("Turm " + i + " steht in Stadt " + i + "."),
                        "Wo steht Turm " + i + "?",
                        "in Stadt " + i,
                        OptionalInt.of(0),
                        Map.of()))
            .toList();
    List<MinedNegative> found = new ArrayList<>();
    EasyNegatives.from(Datasets.of(rows))
        .embedWith(HashingEmbedder.ofDimension(64))
        .candidates(Pool.all())
        .withoutGuards(Guards.NEAR_DUPLICATE)
        .sampleK(3)
        .rejecting(marks.guard())
        .forEach(
            mined -> {
              if (mined.row().question().equals(question)) {
                found.addAll(mined.negatives());
              }
            });
    return found;
  }
}
