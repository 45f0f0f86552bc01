package io.github.easyneg.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.data.DatasetFormatException;
import io.github.easyneg.data.Passage;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.mine.MinedRow;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputFormatsTest {
  private static final Labels LABELS = new Labels("Nein.", 1);

  @Test
  void everyFormatIsFoundByItsName() {
    assertThat(OutputFormats.all())
        .extracting(OutputFormat::name)
        .doesNotHaveDuplicates()
        .allSatisfy(name -> assertThat(OutputFormats.byName(name).name()).isEqualTo(name));
  }

  @ParameterizedTest
  @CsvSource({"ntuple, ntuple:3", "ntuple:5, ntuple:5", "raft, raft:0.2", "raft:1.0, raft:1"})
  void anArgumentFollowsAColon(String given, String name) {
    assertThat(OutputFormats.byName(given).name()).isEqualTo(name);
  }

  @Test
  void anUnknownNameListsTheKnownOnes() {
    assertThatThrownBy(() -> OutputFormats.byName("csv"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "unknown format \"csv\"; use one of axolotl, context_qa, alpaca, chat,"
                + " input_output, dpo, kto, raft, trl-sft, trl-dpo, trl-kto, triplet, ntuple,"
                + " ntuple-scores, labelled-pair, labelled-list, flag-embedding, reranker-eval,"
                + " cohere-rerank, tevatron, nemo, dpr, germanrag, argilla, label-studio.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "chat:5|the format chat takes no argument, but has \"5\"; write chat.",
        "ntuple:x|ntuple has \"x\" negatives; give a number from 1, such as ntuple:3.",
        "ntuple:0|ntuple has 0 negatives; give a number from 1, such as ntuple:3.",
        "ntuple-scores:x|ntuple-scores has \"x\" negatives; give a number from 1, such as"
            + " ntuple-scores:3.",
        "nemo:A b|nemo's corpus id is \"A b\"; use lower-case letters, digits, '_', '-' and '.',"
            + " such as nemo:wiki.",
        "raft:x|raft's share of rows without their positive is \"x\"; give a number from 0 to 1,"
            + " such as raft:0.2.",
        "raft:1.5|raft's share of rows without their positive is 1.5; give a number from 0 to 1,"
            + " such as raft:0.2.",
        "raft:NaN|raft's share of rows without their positive is NaN; give a number from 0 to 1,"
            + " such as raft:0.2."
      })
  void aWrongArgumentIsNamed(String name, String message) {
    assertThatThrownBy(() -> OutputFormats.byName(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void theCorpusOfTevatronHasIdAndText() {
    Passage passage = Passage.of("Text");
    assertThat(OutputFormats.tevatron().corpusRecord(passage).fields())
        .isEqualTo(Map.of("docid", passage.id(), "text", "Text"));
  }

  @Test
  void germanragRefusesAFieldThatWouldOverwriteItsOwn() {
    QaRow row =
        new QaRow(
            List.of("c"), "q", "a", OptionalInt.empty(), Map.of("positive_ctx_idx", List.of()));
    assertThatThrownBy(() -> OutputFormats.germanrag().records(Mined.row(row), LABELS))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessage(
            "row 1: the field \"positive_ctx_idx\" of the source has the name of one that the"
                + " format germanrag writes; rename it, or choose another format.");
  }

  @Test
  void thePromptTemplateIsTheLabels() {
    Labels german =
        new Labels("Nein.", 1)
            .withPrompt(new PromptTemplate("Frage: {question}\nText: {context}!"));
    OutputRecord record =
        OutputFormats.dpo()
            .records(Mined.row(QaRow.of(List.of("a {question}"), "b {context}", "c", 0)), german)
            .get(0);
    assertThat(record.fields().get("question"))
        .isEqualTo("Frage: b {context}\nText: a {question}!");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{question}|no {context}",
        "{context}{question}{question}|more than one {question}",
        "{context} {frage} {x}|no {question}, unknown {frage} and {x}"
      })
  void aPromptTemplateNeedsBothPlacesOnceAndNoOthers(String pattern, String faults) {
    assertThatThrownBy(() -> new PromptTemplate(pattern))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "prompt has "
                + faults
                + ": \""
                + pattern
                + "\"; write {context} and {question} once each, and no other word in braces.");
  }

  @Test
  void otherBracesInAPromptStayAsTheyAre() {
    assertThat(new PromptTemplate("{\"a\": 1} {context} {} {question}").apply("c", "q"))
        .isEqualTo("{\"a\": 1} c {} q");
  }

  @Test
  void everyLanguageThatHasARefusalHasLabelsForThePrompt() {
    for (String language : Locale.getISOLanguages()) {
      assertThat(PromptTemplate.in(language).isPresent())
          .as(language)
          .isEqualTo(Refusals.in(language).isPresent());
    }
    assertThat(PromptTemplate.in("de").orElseThrow().apply("c", "q"))
        .isEqualTo("Kontext: c\nFrage: q");
  }

  @Test
  void aSystemMessageStandsBeforeTheFirstTurnOrInAFieldOfItsOwn() {
    Labels labels = new Labels("Nein.", 1).withSystem(Optional.of("Sei knapp."));
    MinedRow row = Mined.row(QaRow.of(List.of("c"), "q", "a", 0), "n");
    for (OutputFormat format : OutputFormats.all()) {
      String without = format.records(row, new Labels("Nein.", 1)).toString();
      String with = format.records(row, labels).toString();
      assertThat(with.contains("Sei knapp."))
          .as(format.name())
          .isEqualTo(format.uses().contains(OutputFormat.Use.SYSTEM));
      assertThat(without).doesNotContain("Sei knapp.", "system");
    }
    assertThat(OutputFormats.chat().records(row, labels).get(0).fields().get("messages"))
        .isEqualTo(
            List.of(
                Map.of("role", "system", "content", "Sei knapp."),
                Map.of("role", "user", "content", "Context: c\nQuestion: q"),
                Map.of("role", "assistant", "content", "a")));
    assertThat(OutputFormats.dpo().records(row, labels).get(0).fields().keySet())
        .containsExactly("system", "question", "chosen", "rejected");
  }

  @Test
  void formatsThatUseThePromptAreThoseThatAnotherPromptChanges() {
    MinedRow row = Mined.golden().get(0);
    Labels labels = new Labels("Nein.", 1);
    Labels other = labels.withPrompt(new PromptTemplate("{question} {context}"));
    for (OutputFormat format : OutputFormats.all()) {
      assertThat(format.records(row, labels).equals(format.records(row, other)))
          .as(format.name())
          .isEqualTo(!format.uses().contains(OutputFormat.Use.PROMPT));
    }
  }

  @Test
  void scoresAreACrossEncodersWhereItWasAskedAboutAllPassages() {
    MinedRow row =
        Mined.row(QaRow.of(List.of("p", "h"), "q", "a", 0), "n")
            .withContextCosines(List.of(0.75, 0.5))
            .withRelevance(
                new MinedRow.Relevance("scoring-model", List.of(9.0, -3.0), List.of(4.0)));
    assertThat(OutputFormats.flagEmbedding().records(row, LABELS).get(0).fields())
        .containsEntry("pos_scores", List.of(9.0))
        .containsEntry("neg_scores", List.of(-3.0, 4.0));
    assertThat(OutputFormats.rerankerEval().records(row, LABELS).get(0).fields())
        .containsEntry("documents", List.of("p", "n", "h"));
    assertThat(OutputFormats.ntupleScores(2).records(row, LABELS).get(0).fields())
        .containsEntry("scores", List.of(9.0, 4.0, -3.0));
  }
}
