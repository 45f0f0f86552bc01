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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A pair's logits are the mean of its tokens' numbers; [CLS], [SEP] and unknown words have 0. */
class OnnxRerankerTest {
  private static final String CONFIG =
      "{\"model_type\":\"bert\",\"max_position_embeddings\":512%s}";

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path dir;

  private static TinyPairs one() {
    return TinyPairs.of(new float[] {0}, new float[] {0})
        .word("Köln", 5)
        .word("Rhein", 2)
        .word("Lyon", 5)
        .word("fern", -10);
  }

  private static Pair pair(String question, String passage) {
    return new Pair(QaRow.withoutPositive(List.of("own"), question, "none"), Passage.of(passage));
  }

  private static Pair beside(String positive, String question, String passage) {
    return new Pair(QaRow.of(List.of(positive), question, "answer", 0), Passage.of(passage));
  }

  private static BitSet bits(int... on) {
    BitSet bits = new BitSet();
    for (int bit : on) {
      bits.set(bit);
    }
    return bits;
  }

  private void config(String more) throws IOException {
    Files.writeString(dir.resolve("config.json"), CONFIG.formatted(more));
  }

  @Test
  void whatIsRelevantIsRejected() throws IOException {
    List<Pair> pairs =
        List.of(
            // 5 / 5 is 0.731, 2 / 5 is 0.599, -10 / 5 is 0.119; nothing at all is one half.
            pair("Stadt?", "Köln"),
            pair("Stadt?", "Rhein"),
            pair("Stadt?", "fern"),
            pair("Ville?", "Lyon"),
            pair("Ville?", "loin"));
    try (OnnxReranker reranker = OnnxReranker.load(one().crossEncoder(dir))) {
      assertThat(reranker.name()).isEqualTo("reranker");
      assertThat(reranker.rejects(pairs)).isEqualTo(bits(0, 1, 3, 4));
      assertThat(reranker.threshold(0.6).rejects(pairs)).isEqualTo(bits(0, 3));
      assertThat(reranker.threshold(0.11).rejects(pairs)).isEqualTo(bits(0, 1, 2, 3, 4));
      assertThat(reranker.rejects(List.of())).isEqualTo(bits());
      assertThat(reranker.counts())
          .containsExactly(Map.entry("pairs", 5L), Map.entry("pairs truncated", 0L));
    }
  }

  @Test
  void scoresAreRelevancesAndAnAnswerIsWhatReachesTheThreshold() throws IOException {
    TinyPairs words = one().word("weit", -9);
    try (OnnxReranker reranker = OnnxReranker.load(words.crossEncoder(dir))) {
      Pair near = beside("fern", "Wo?", "weit");
      Pair answer = pair("Stadt?", "Köln");
      assertThat(reranker.rejects(List.of(near, answer))).isEqualTo(bits(0, 1));
      assertThat(reranker.answers(near)).isFalse();
      assertThat(reranker.answers(answer)).isTrue();
      assertThat(reranker.score(answer).getAsDouble()).isCloseTo(0.731, within(0.001));
      assertThat(reranker.score(pair(" ", "Köln"))).isEmpty();
      assertThat(reranker.relevances(List.of(pair("neu?", "fern"), answer, pair("neu?", " "))))
          .containsExactly(
              reranker.score(pair("neu?", "fern")).getAsDouble(),
              reranker.score(answer).getAsDouble(),
              0.0);
    }
  }

  @Test
  void soIsWhatIsNearlyAsRelevantAsThePositive() throws IOException {
    TinyPairs words = one().word("weit", -9).word("weiter", -15);
    try (OnnxReranker reranker = OnnxReranker.load(words.crossEncoder(dir))) {
      // The positive's -10 / 5 is 0.119, of which 95 % are 0.113; -9 / 5 is 0.142, -3 is 0.047.
      List<Pair> pairs =
          List.of(
              beside("fern", "Wo?", "weit"),
              beside("fern", "Wo?", "weiter"),
              beside("weit", "Wo?", "fern"),
              pair("Wo?", "weit"));

      assertThat(reranker.rejects(pairs)).isEqualTo(bits(0));
      // 0.119 / 0.142 is 0.84.
      assertThat(reranker.shareOfPositive(0.8).rejects(pairs)).isEqualTo(bits(0, 2));
      assertThat(reranker.regardlessOfPositive().rejects(pairs)).isEqualTo(bits());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'' | 0.5744",
        "',\"num_labels\":1' | 0.5744",
        "',\"sbert_ce_default_activation_function\":\"torch.nn.modules.linear.Identity\"' | 0.5744",
        "',\"sentence_transformers\":{\"activation_fn\":\"torch.nn.modules.activation.Sigmoid\"}' |"
            + " 0.5744"
      })
  void oneLogitGoesThroughTheSigmoidWhateverTheModelDoes(String more, double relevance)
      throws IOException {
    TinyPairs words = TinyPairs.of(new float[] {0}, new float[] {0}).word("Wort", 1.5f);
    words.crossEncoder(dir);
    config(more.replace("'", ""));

    requireRelevance(relevance);
  }

  /** A question of one word, and a passage of one that counts: five tokens. */
  private void requireRelevance(double relevance) {
    try (OnnxReranker reranker = OnnxReranker.load(dir)) {
      List<Pair> pairs = List.of(pair("Was?", "Wort"));
      assertThat(reranker.threshold(relevance - 0.0001).rejects(pairs)).isEqualTo(bits(0));
      assertThat(reranker.threshold(relevance + 0.0001).rejects(pairs)).isEqualTo(bits());
    }
  }

  @Test
  void twoLogitsGoThroughTheSoftmaxAndTheSecondIsTheRelevantOne() throws IOException {
    TinyPairs.of(new float[] {0, 0}, new float[] {0, 0}).word("Wort", -5, 10).crossEncoder(dir);
    // Logits of -1 and 2: the sigmoid of 3.
    requireRelevance(0.9526);

    config(",\"id2label\":{\"0\":\"LABEL_0\",\"1\":\"LABEL_1\"}");
    requireRelevance(0.9526);
    config(",\"id2label\":{\"0\":\"relevant\",\"1\":\"not relevant\"}");
    requireRelevance(0.0474);
    config(",\"sbert_ce_default_activation_function\":\"torch.nn.modules.activation.Sigmoid\"");
    requireRelevance(0.8808);
  }

  @Test
  void labelsThatDoNotSayWhichOfThemIsRelevantAreRefused() throws IOException {
    TinyPairs.of(new float[] {0, 0}, new float[] {0, 0}).crossEncoder(dir);
    config(",\"id2label\":{\"0\":\"A\",\"1\":\"B\"}");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> OnnxReranker.load(dir))
        .withMessage(
            dir.resolve("config.json")
                + ": its labels are [A, B], which do not say which of the two is the relevant one;"
                + " expected one of [relevant, yes, true, positive, 1, match, entailment]. Name it"
                + " so under 'id2label', if you know.");
  }

  @Test
  void threeLabelsAreRefused() throws IOException {
    TinyPairs.of(new float[3], new float[3]).crossEncoder(dir);
    config(",\"id2label\":{\"0\":\"contradiction\",\"1\":\"entailment\",\"2\":\"neutral\"}");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> OnnxReranker.load(dir))
        .withMessage(
            dir.resolve("config.json")
                + ": the network gives 3 numbers for a pair of texts, [contradiction, entailment,"
                + " neutral]; expected one, how relevant a passage is, or two, for not relevant and"
                + " relevant. Use another cross-encoder.");
  }

  @Test
  void anActivationThatIsNotDoneIsRefused() throws IOException {
    one().crossEncoder(dir);
    config(",\"sentence_transformers\":{\"activation_fn\":\"torch.nn.modules.activation.Tanh\"}");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> OnnxReranker.load(dir))
        .withMessage(
            dir.resolve("config.json")
                + ": the activation is 'torch.nn.modules.activation.Tanh'; supported are"
                + " torch.nn.Sigmoid and torch.nn.Identity. Use another cross-encoder.");
  }

  @Test
  void aFolderAsSentenceTransformersWritesItTodayIsRead() throws IOException {
    one().crossEncoder(dir);
    Files.writeString(
        dir.resolve("modules.json"),
        "[{\"idx\":0,\"name\":\"0\",\"path\":\"\","
            + "\"type\":\"sentence_transformers.base.modules.transformer.Transformer\"}]");
    Files.writeString(
        dir.resolve("sentence_bert_config.json"),
        "{\"transformer_task\":\"sequence-classification\",\"modality_config\":{\"text\":"
            + "{\"method\":\"forward\",\"method_output_name\":\"logits\"}},"
            + "\"module_output_name\":\"scores\"}");
    Files.writeString(
        dir.resolve("config_sentence_transformers.json"),
        "{\"model_type\":\"CrossEncoder\",\"__version__\":{},\"prompts\":{},"
            + "\"default_prompt_name\":null,"
            + "\"activation_fn\":\"torch.nn.modules.linear.Identity\"}");

    try (OnnxReranker reranker = OnnxReranker.load(dir)) {
      assertThat(reranker.rejects(List.of(pair("Stadt?", "Köln"), pair("Stadt?", "fern"))))
          .isEqualTo(bits(0));
    }
  }

  @Test
  void aSentenceTransformerIsRefused() throws IOException {
    one().crossEncoder(dir);
    Files.writeString(
        dir.resolve("modules.json"),
        "[{\"path\":\"\",\"type\":\"sentence_transformers.models.Transformer\"},"
            + "{\"path\":\"1_Pooling\",\"type\":\"sentence_transformers.models.Pooling\"}]");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> OnnxReranker.load(dir))
        .withMessage(
            dir.resolve("modules.json")
                + ": it lists [Transformer, Pooling]; expected a Transformer alone. Use a"
                + " cross-encoder that classifies text pairs.");
  }

  @Test
  void aNetworkThatClassifiesNothingIsRefused() throws IOException {
    one().crossEncoder(dir);
    Files.write(
        dir.resolve("onnx/model.onnx"),
        TinyOnnx.gathering(new float[8][2]).tokens("last_hidden_state"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> OnnxReranker.load(dir))
        .withMessage(
            dir.resolve("onnx/model.onnx")
                + " has the outputs [last_hidden_state]; expected one of two dimensions, named"
                + " logits. Export the model for text classification: optimum-cli export onnx"
                + " --task text-classification.");
  }

  @Test
  void whatIsTooLongIsTruncatedAndCounted() throws IOException {
    one().crossEncoder(dir);
    try (OnnxReranker reranker = OnnxReranker.load(dir, OnnxOptions.defaults().maxTokens(16))) {
      // Köln is the passage's 13th word, of which 12 are read.
      assertThat(
              reranker
                  .threshold(0.51)
                  .rejects(List.of(pair("Stadt?", "wort ".repeat(12) + "Köln"))))
          .isEqualTo(bits());
      BitSet unused = reranker.rejects(List.of(pair("Stadt?", "wort ".repeat(13))));
      assertThat(unused.length()).isEqualTo(1);
      assertThat(reranker.counts())
          .containsExactly(Map.entry("pairs", 1L), Map.entry("pairs truncated", 1L));
    }
  }

  @Test
  void blankQuestionsAndPassagesPassUnread() throws IOException {
    try (OnnxReranker reranker = OnnxReranker.load(one().crossEncoder(dir))) {
      assertThat(reranker.rejects(List.of(pair(" ", "Köln"), pair("Was?", "\n"))))
          .isEqualTo(bits());
      assertThat(reranker.counts()).containsEntry("pairs", 0L);
    }
  }

  @Test
  void logitsThatAreNoNumbersEndTheRun() throws IOException {
    try (OnnxReranker reranker =
        OnnxReranker.load(one().word("kaputt", Float.NaN).crossEncoder(dir))) {
      assertThatThrownBy(() -> reranker.rejects(List.of(pair("Was?", "kaputt"))))
          .isInstanceOf(GuardException.class)
          .hasMessage(
              "Guard 'reranker', question 'Was?': "
                  + dir.resolve("onnx/model.onnx")
                  + " gave 1 logits, or one that is not a number; expected 1. Use the network and"
                  + " the config.json of the same model.");
    }
  }

  @Test
  void optionsThatAreNotInRangeAreRefused() throws IOException {
    try (OnnxReranker reranker = OnnxReranker.load(one().crossEncoder(dir))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> reranker.threshold(0))
          .withMessage("threshold(0.0) must be more than 0 and at most 1.");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> reranker.shareOfPositive(1.01))
          .withMessage("shareOfPositive(1.01) must be more than 0 and at most 1.");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> reranker.named(""))
          .withMessage("named('') is blank; give the guard a name.");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OnnxReranker.load(dir, OnnxOptions.defaults().prompts("q: ", "")))
        .withMessage("prompts is set, but has no effect on a cross-encoder; leave it out.");
  }

  @Test
  void itsDescriptionHoldsWhatAVerdictDependsOn() throws IOException {
    try (OnnxReranker reranker = OnnxReranker.load(one().crossEncoder(dir))) {
      assertThat(reranker.describe())
          .matches(
              "reranker:0\\.5:0\\.95 of the positive:512t:RelevanceHead\\[logits=1, relevant=0,"
                  + " softmax=false\\]:[0-9a-f]{32}");
      assertThat(reranker.named("r").threshold(0.25).regardlessOfPositive().describe())
          .startsWith("r:0.25:regardless:512t:");
    }
  }

  @Test
  void aClosedRerankerReadsNothing() throws IOException {
    OnnxReranker reranker = OnnxReranker.load(one().crossEncoder(dir));
    reranker.close();

    assertThatIllegalStateException()
        .isThrownBy(() -> reranker.rejects(List.of(pair("Was?", "Köln"))))
        .withMessage("This guard's model is closed; load it again.");
  }
}
