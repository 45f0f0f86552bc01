package io.github.easyneg.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.format.Labels;
import io.github.easyneg.format.OutputFormat;
import io.github.easyneg.format.OutputRecord;
import io.github.easyneg.format.OutputRecord.Kind;
import io.github.easyneg.mine.MinedRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** Breaks each rule in turn: a contract that passes everything is worth nothing. */
class OutputFormatContractTest {

  @Test
  void rule1CatchesACounter() {
    AtomicInteger count = new AtomicInteger();
    breaks(
        (row, labels) -> List.of(record("n", count.getAndIncrement(), row)),
        OutputFormatContract::rule1RecordsAreAFunctionOfRowAndLabels);
  }

  @Test
  void rule2CatchesAMissingField() {
    breaks(
        (row, labels) ->
            List.of(
                new OutputRecord(
                    row.row().positive().isPresent() ? Map.of("a", 1) : Map.of("b", 1),
                    Kind.OTHER)),
        OutputFormatContract::rule2AllRecordsHaveTheSameFieldsInTheSameOrder);
  }

  @Test
  void rule3CatchesATrimmedText() {
    breaks(
        (row, labels) -> List.of(record("q", row.row().question().strip(), row)),
        OutputFormatContract::rule3TextsAppearLetterForLetterAndEveryRecordHoldsTheQuestion);
  }

  @Test
  void rule3CatchesAMissingQuestion() {
    breaks(
        (row, labels) -> List.of(new OutputRecord(Map.of("a", "b"), Kind.OTHER)),
        OutputFormatContract::rule3TextsAppearLetterForLetterAndEveryRecordHoldsTheQuestion);
  }

  @Test
  void rule4CatchesAThreadsName() {
    breaks(
        (row, labels) -> List.of(record("t", Thread.currentThread().getName(), row)),
        contract -> {
          try {
            contract.rule4ManyThreadsMayAskAtATime();
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
  }

  @Test
  void rule5CatchesAnAnswerWithoutAPositive() {
    breaks(
        (row, labels) -> List.of(new OutputRecord(Map.of("a", "b"), Kind.ANSWER)),
        OutputFormatContract::rule5ARowWithoutAPositiveTeachesNoAnswer);
  }

  @Test
  void rule6CatchesASilentlyDroppedRow() {
    breaks(
        (row, labels) -> List.of(),
        OutputFormatContract::rule6AFormatThatGivesNoRecordForARowSaysWhatItNeeds);
  }

  @Test
  void rule7CatchesASpace() {
    breaks((row, labels) -> List.of(), OutputFormatContract::rule7TheNameIsPlainAndDoesNotChange);
  }

  @Test
  void rule8CatchesAForeignType() {
    breaks(
        (row, labels) -> List.of(record("d", Kind.OTHER, row)),
        OutputFormatContract::rule8ValuesAreOfTheTypesThatEveryFileCanHold);
  }

  @Test
  void rule9CatchesAContextThatIsLeftOut() {
    breaks(
        (row, labels) -> List.of(record("c", row.row().contexts(), row)),
        OutputFormatContract::rule9ContextsThatAreLeftOutAreInNoRecord);
  }

  @Test
  void rule9CatchesTheIdOfOne() {
    breaks(
        (row, labels) -> List.of(record("i", row.row().passage(0).name(), row)),
        OutputFormatContract::rule9ContextsThatAreLeftOutAreInNoRecord);
  }

  private interface Rule {
    void check(OutputFormatContract contract);
  }

  private static void breaks(BiFunction<MinedRow, Labels, List<OutputRecord>> records, Rule rule) {
    OutputFormat format =
        new OutputFormat() {
          @Override
          public String name() {
            return "Not Plain";
          }

          @Override
          public List<OutputRecord> records(MinedRow row, Labels labels) {
            return new ArrayList<>(records.apply(row, labels));
          }
        };
    OutputFormatContract contract =
        new OutputFormatContract() {
          @Override
          protected OutputFormat format() {
            return format;
          }
        };
    assertThatThrownBy(() -> rule.check(contract)).isInstanceOf(AssertionError.class);
  }

  private static OutputRecord record(String name, Object value, MinedRow row) {
    return new OutputRecord(Map.of(name, value, "question", row.row().question()), Kind.OTHER);
  }
}
