package io.github.easyneg.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.easyneg.data.Passage;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.fixtures.TinyOnnx;
import io.github.easyneg.fixtures.TinyPairs;
import io.github.easyneg.fixtures.TinyTokenizer;
import io.github.easyneg.mine.BatchGuard.Pair;
import io.github.easyneg.mine.GuardException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Logits are logarithms: [CLS] weighs 10 as a start and 10 as an end, so the null weighs 100; a
 * word that answers weighs 30 and 50, any other 1 and 1.
 */
class OnnxReaderTest {
  private static final float[] OTHERS = log(1, 1);

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path dir;

  static float[] log(double start, double end) {
    return new float[] {(float) Math.log(start), (float) Math.log(end)};
  }

  private TinyPairs words() {
    return TinyPairs.of(log(10, 10), OTHERS)
        .word("Köln", log(30, 50))
        .word("Lyon", log(30, 50))
        .word("Straße", log(40, 1))
        .word("Bahn", log(1, 40));
  }

  private OnnxReader reader() throws IOException {
    return OnnxReader.load(words().reader(dir));
  }

  private static Pair pair(String question, String passage) {
    return new Pair(QaRow.withoutPositive(List.of("own"), question, "none"), Passage.of(passage));
  }

  private static double effect(OnnxReader reader, String passage) {
    return reader.distracting(pair("Welche Stadt?", passage)).orElseThrow();
  }

  private static BitSet bits(int... on) {
    BitSet bits = new BitSet();
    for (int bit : on) {
      bits.set(bit);
    }
    return bits;
  }

  @Test
  void theDistractingEffectIsTheShareOfAllSpansBesideTheNull() throws IOException {
    try (OnnxReader reader = reader()) {
      // 30 · (50 + 1 + 1 + 1) + 3 + 2 + 1 = 1,596 next to 100; without the city 4 + 3 + 2 + 1.
      assertThat(effect(reader, "Köln liegt am Rhein")).isCloseTo(1596.0 / 1696, within(1e-5));
      assertThat(effect(reader, "Bonn liegt am Rhein")).isCloseTo(10.0 / 110, within(1e-5));
      assertThat(effect(reader, "Lyon est sur le Rhône"))
          .isCloseTo((30.0 * 54 + 10) / (30.0 * 54 + 10 + 100), within(1e-5));
      // Start and end in their order, and the other way round.
      assertThat(effect(reader, "Straße Bahn")).isCloseTo(1680.0 / 1780, within(1e-5));
      assertThat(effect(reader, "Bahn Straße")).isCloseTo(81.0 / 181, within(1e-5));
    }
  }

  @Test
  void passagesInWhichItFindsAnAnswerAreRejected() throws IOException {
    List<Pair> pairs =
        List.of(
            pair("Welche Stadt?", "Bonn liegt am Rhein"),
            pair("Welche Stadt?", "Köln liegt am Rhein"),
            pair("Quelle ville ?", "Lyon est sur le Rhône"),
            pair("Quelle ville ?", "Elle est sur le Rhône"));
    try (OnnxReader reader = reader()) {
      assertThat(reader.name()).isEqualTo("reader");
      assertThat(reader.rejects(pairs)).isEqualTo(bits(1, 2));
      assertThat(reader.threshold(0.05).rejects(pairs)).isEqualTo(bits(0, 1, 2, 3));
      assertThat(reader.threshold(0.95).rejects(pairs)).isEqualTo(bits());
      assertThat(reader.rejects(List.of())).isEqualTo(bits());
    }
  }

  @Test
  void atOneItMeasuresAndRejectsNothing() throws IOException {
    try (OnnxReader reader = OnnxReader.load(words().word("gewiss", 900, 900).reader(dir))) {
      assertThat(effect(reader.threshold(1), "gewiss")).isEqualTo(1);
      assertThat(reader.threshold(1).rejects(List.of(pair("Was?", "gewiss")))).isEqualTo(bits());
      assertThat(reader.rejects(List.of(pair("Was?", "gewiss")))).isEqualTo(bits(0));
    }
  }

  @Test
  void aLongPassageIsReadInWindowsThatOverlap() throws IOException {
    // 16 tokens leave 11 next to two of the question; a word of these is at 12, and at 40.
    String passage =
        "wort ".repeat(12) + "Köln " + "wort ".repeat(27) + "Köln " + "wort ".repeat(3);
    words().reader(dir);
    OnnxOptions options = OnnxOptions.defaults().maxTokens(16);
    try (OnnxReader reader = OnnxReader.load(dir, options);
        OnnxReader apart = OnnxReader.load(dir, options).overlap(0)) {
      // Windows at 0, 6, 12, ..., 36. Of all, the one at 30 has most: an answer as the last of 11,
      // with 10 · 60 - 45 before it, and 30 · 50.
      assertThat(effect(reader, passage)).isCloseTo(2055.0 / 2155, within(1e-5));
      // Windows at 0, 11, 22, 33, in which it is the eighth: 7 · 60 - 21, 30 · (50 + 3) and 6.
      assertThat(effect(apart, passage)).isCloseTo(1995.0 / 2095, within(1e-5));
      assertThat(reader.counts())
          .containsExactly(
              Map.entry("passages", 1L),
              Map.entry("windows", 7L),
              Map.entry("questions truncated", 0L));
      assertThat(apart.counts()).containsEntry("windows", 4L);
    }
  }

  @Test
  void anAnswerAtABorderIsSeenWholeInOneOfTwoWindows() throws IOException {
    String passage = "wort ".repeat(10) + "Straße Bahn " + "wort ".repeat(10);
    words().reader(dir);
    OnnxOptions options = OnnxOptions.defaults().maxTokens(16);
    try (OnnxReader reader = OnnxReader.load(dir, options).longestAnswer(2);
        OnnxReader apart = OnnxReader.load(dir, options).longestAnswer(2).overlap(0)) {
      assertThat(reader.rejects(List.of(pair("Welche Stadt?", passage)))).isEqualTo(bits(0));
      assertThat(apart.rejects(List.of(pair("Welche Stadt?", passage)))).isEqualTo(bits());
    }
  }

  @Test
  void aLongQuestionIsTruncatedAndCounted() throws IOException {
    words().reader(dir);
    try (OnnxReader reader = OnnxReader.load(dir, OnnxOptions.defaults().maxTokens(16))) {
      // Of 13 tokens the question takes no more than 6.
      assertThat(reader.rejects(List.of(pair("was ".repeat(80), "Köln liegt am Rhein"))))
          .isEqualTo(bits(0));
      assertThat(reader.counts()).containsEntry("questions truncated", 1L);
    }
  }

  @Test
  void blankQuestionsAndPassagesPassUnread() throws IOException {
    try (OnnxReader reader = reader()) {
      assertThat(reader.rejects(List.of(pair(" ", "Köln"), pair("Was?", "\n")))).isEqualTo(bits());
      assertThat(reader.distracting(pair(" ", "Köln"))).isEmpty();
      assertThat(reader.counts()).containsEntry("passages", 0L);
    }
  }

  @Test
  void whatIsSaidOfAPassageIsTheSameInEachBitAloneAndAmongOthers() throws IOException {
    List<Pair> pairs =
        List.of(
            pair("Was?", "Köln"),
            pair("Was?", "Bonn liegt am Rhein und nicht an der Ahr"),
            pair("Was?", "Straße Bahn"));
    words().reader(dir);
    try (OnnxReader one = OnnxReader.load(dir, OnnxOptions.defaults().threads(1));
        OnnxReader other = OnnxReader.load(dir, OnnxOptions.defaults().threads(3))) {
      BitSet together = one.rejects(pairs);
      for (int i = 0; i < pairs.size(); i++) {
        assertThat(other.rejects(List.of(pairs.get(i))).get(0)).isEqualTo(together.get(i));
        assertThat(other.distracting(pairs.get(i))).isEqualTo(one.distracting(pairs.get(i)));
      }
    }
  }

  @Test
  void positionsAreCountedAsRobertaDoesAndTokensAsXlmRobertaDoes() throws IOException {
    float[][] rows = {
      log(10, 10), {1000, 1000}, log(1, 1), log(1, 1), log(1, 1), log(30, 50), log(1, 1)
    };
    TinyPairs.of(log(1, 1), OTHERS).reader(dir);
    Files.writeString(
        dir.resolve("tokenizer.json"),
        TinyTokenizer.pieces(
                List.of("<s>", "<pad>", "</s>", "<unk>", "▁wo", "▁Köln", "▁liegt"),
                List.of(0.0, 0.0, 0.0, 0.0, -1.0, -2.0, -3.0))
            .replaceAll(
                "\"pair\":\\[.*?\\}\\}\\],",
                "\"pair\":[{\"SpecialToken\":{\"id\":\"<s>\",\"type_id\":0}},"
                    + "{\"Sequence\":{\"id\":\"A\",\"type_id\":0}},"
                    + "{\"SpecialToken\":{\"id\":\"</s>\",\"type_id\":0}},"
                    + "{\"SpecialToken\":{\"id\":\"</s>\",\"type_id\":0}},"
                    + "{\"Sequence\":{\"id\":\"B\",\"type_id\":0}},"
                    + "{\"SpecialToken\":{\"id\":\"</s>\",\"type_id\":0}}],"));
    Files.writeString(
        dir.resolve("config.json"),
        "{\"model_type\":\"xlm-roberta\",\"max_position_embeddings\":514,\"pad_token_id\":1}");
    Files.write(
        dir.resolve("onnx/model.onnx"),
        TinyOnnx.gathering(rows).ints().addingPositions(new float[514][2]).answering());

    try (OnnxReader reader = OnnxReader.load(dir)) {
      assertThat(reader.distracting(pair("wo", "Köln liegt")).orElseThrow())
          .isCloseTo(1531.0 / 1631, within(1e-5));
    }
  }

  @Test
  void aNetworkThatPointsAtNoAnswerIsRefused() throws IOException {
    TinyPairs.of(log(1, 1), OTHERS).crossEncoder(dir);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> OnnxReader.load(dir))
        .withMessage(
            dir.resolve("onnx/model.onnx")
                + " has the outputs [logits]; expected start_logits and end_logits. Export the"
                + " model for question answering: optimum-cli export onnx --task"
                + " question-answering.");
  }

  @Test
  void aTokenizerThatPutsNothingBeforeAQuestionIsRefused() throws IOException {
    TinyPairs words = words();
    words.reader(dir);
    Files.writeString(dir.resolve("tokenizer.json"), TinyTokenizer.words(words.words()));

    try (OnnxReader reader = OnnxReader.load(dir)) {
      assertThatThrownBy(() -> reader.rejects(List.of(pair("Was?", "Köln"))))
          .isInstanceOf(GuardException.class)
          .hasMessage(
              "Guard 'reader': the tokenizer of "
                  + dir.resolve("onnx/model.onnx")
                  + " puts no special token before a question; expected one, such as [CLS] or <s>,"
                  + " at which the network points where there is no answer. Use a reader like"
                  + " BERT's.");
    }
  }

  @Test
  void logitsThatAreNoNumbersEndTheRun() throws IOException {
    try (OnnxReader reader = OnnxReader.load(words().word("kaputt", Float.NaN, 0).reader(dir))) {
      assertThatThrownBy(() -> reader.rejects(List.of(pair("Was?", "kaputt"))))
          .isInstanceOf(GuardException.class)
          .hasMessage(
              "Guard 'reader', question 'Was?': "
                  + dir.resolve("onnx/model.onnx")
                  + " gave 5 start and 5 end logits for 5 tokens, or one that is not a number;"
                  + " expected a finite one of each for each token. Export the model again, in"
                  + " single precision.");
    }
  }

  @Test
  void weightsOutsideTheFolderAreRefusedAsForEmbedders() throws IOException {
    words().reader(dir);
    Files.write(
        dir.resolve("onnx/model.onnx"),
        TinyOnnx.gatheringFrom("../../secret.bin", 8, 2).answering());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> OnnxReader.load(dir))
        .withMessage(
            "onnx/model.onnx of "
                + dir
                + " names 'onnx/../../secret.bin'; expected a path inside the model's folder,"
                + " without '..', ':' or '\\'. Do not use this folder unless you trust where it"
                + " comes from, and correct the name if you do.");
  }

  @Test
  void optionsThatSayNothingToAReaderAreRefused() throws IOException {
    words().reader(dir);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> OnnxReader.load(dir, OnnxOptions.defaults().pooling("mean")))
        .withMessage("pooling is set, but has no effect on a reader of answers; leave it out.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OnnxReader.load(dir, OnnxOptions.defaults().maxTokens(15)))
        .withMessage(
            dir.resolve("onnx/model.onnx")
                + " is to read 15 tokens; expected at least 16 for a question and a passage. Raise"
                + " maxTokens.");
    try (OnnxReader reader = OnnxReader.load(dir)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> reader.threshold(1.5))
          .withMessage("threshold(1.5) must be from 0 to 1.");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> reader.overlap(-1))
          .withMessage("overlap(-1) must be 0 or more.");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> reader.longestAnswer(0))
          .withMessage("longestAnswer(0) must be at least 1.");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> reader.named(" "))
          .withMessage("named(' ') is blank; give the guard a name.");
    }
  }

  @Test
  void itsDescriptionHoldsWhatAVerdictDependsOn() throws IOException {
    try (OnnxReader reader = reader()) {
      assertThat(reader.describe())
          .matches("reader:0\\.5:384t:overlap 128:answers of 30:[0-9a-f]{32}");
      assertThat(reader.named("leser").threshold(0.25).overlap(7).longestAnswer(9).describe())
          .startsWith("leser:0.25:384t:overlap 7:answers of 9:");
    }
  }

  @Test
  void aClosedReaderReadsNothing() throws IOException {
    OnnxReader reader = reader();
    OnnxReader other = reader.threshold(0.3);
    reader.close();
    other.close();

    assertThatIllegalStateException()
        .isThrownBy(() -> other.rejects(List.of(pair("Was?", "Köln"))))
        .withMessage("This guard's model is closed; load it again.");
  }
}
