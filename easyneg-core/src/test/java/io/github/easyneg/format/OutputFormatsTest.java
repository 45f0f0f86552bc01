package io.github.easyneg.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.data.DatasetFormatException;
import io.github.easyneg.data.Passage;
import io.github.easyneg.data.QaRow;
import java.util.List;
import java.util.Map;
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
                + " labelled-pair, flag-embedding, tevatron, dpr, germanrag.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "chat:5|the format chat takes no argument, but has \"5\"; write chat.",
        "ntuple:x|ntuple has \"x\" negatives; give a number from 1, such as ntuple:3.",
        "ntuple:0|ntuple has 0 negatives; give a number from 1, such as ntuple:3.",
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
            "row 1: the field \"positive_ctx_idx\" of the source stands beside the one that the"
                + " format germanrag writes; rename it, or choose another format.");
  }

  @Test
  void thePromptTemplateIsTheLabels() {
    Labels german =
        new Labels("Nein.", 1, new PromptTemplate("Frage: {question}\nText: {context}!"));
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
        "{question}|the prompt template \"{question}\" has no {context}; {context} and {question}"
            + " must each occur in it once.",
        "{context}{question}{question}|the prompt template \"{context}{question}{question}\" has"
            + " more than one {question}; {context} and {question} must each occur in it once."
      })
  void aPromptTemplateNeedsBothPlacesOnce(String pattern, String message) {
    assertThatThrownBy(() -> new PromptTemplate(pattern))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
