package io.github.easyneg.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.format.Labels;
import io.github.easyneg.format.OutputFormat;
import io.github.easyneg.format.OutputRecord;
import io.github.easyneg.format.OutputRecord.Kind;
import io.github.easyneg.mine.MinedRow;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The rules of {@link OutputFormat}, by number. Extend it and supply {@link #format()}. */
public abstract class OutputFormatContract {
  private static final Labels LABELS = new Labels("‹refusal›", 42);
  private static final Pattern MARKER = Pattern.compile("‹(\\d+)\\.([a-z0-9]+)›");
  private static final int THREADS = 4;
  private static final int ROUNDS = 50;

  /** For subclasses. */
  protected OutputFormatContract() {}

  /** Returns the format; a new one or always the same. */
  protected abstract OutputFormat format();

  /**
   * Returns the names of the fields that the format hands on from the source; none by default.
   * {@code origin} is such a field of one of the contract's rows.
   */
  protected List<String> handedOn() {
    return List.of();
  }

  @Test
  final void rule1RecordsAreAFunctionOfRowAndLabels() {
    OutputFormat format = format();
    List<List<OutputRecord>> forward = records(format, MinedRowSamples.all());
    List<MinedRow> reversed = new ArrayList<>(MinedRowSamples.all());
    Collections.reverse(reversed);
    List<List<OutputRecord>> backward = records(format, reversed);
    Collections.reverse(backward);
    assertThat(backward).isEqualTo(forward);
    assertThat(records(format(), MinedRowSamples.all())).isEqualTo(forward);
  }

  @Test
  final void rule2AllRecordsHaveTheSameFieldsInTheSameOrder() {
    List<List<String>> names =
        allRecords().stream()
            .map(record -> new ArrayList<>(record.fields().keySet()))
            .map(
                fields -> {
                  List<String> handedOn = new ArrayList<>(fields);
                  handedOn.retainAll(handedOn());
                  int own = fields.size() - handedOn.size();
                  assertThat(fields.subList(own, fields.size())).isEqualTo(handedOn);
                  return List.copyOf(fields.subList(0, own));
                })
            .distinct()
            .toList();
    assertThat(names).hasSize(1);
    assertThat(names.get(0)).isNotEmpty();
  }

  @Test
  final void rule3TextsAppearLetterForLetterAndEveryRecordHoldsTheQuestion() {
    for (MinedRow row : MinedRowSamples.all()) {
      for (OutputRecord record : format().records(row, LABELS)) {
        List<String> texts = new ArrayList<>();
        collectTexts(record.fields(), texts);
        for (String text : texts) {
          Matcher marker = MARKER.matcher(text);
          while (marker.find()) {
            int number = Integer.parseInt(marker.group(1));
            assertThat(number).isEqualTo((int) row.number());
            assertThat(text).contains(MinedRowSamples.text(number, marker.group(2)));
          }
        }
        String question = MinedRowSamples.marker((int) row.number(), "question");
        assertThat(texts).anyMatch(text -> text.contains(question));
      }
    }
  }

  @Test
  final void rule4ManyThreadsMayAskAtATime() throws Exception {
    OutputFormat format = format();
    List<List<OutputRecord>> expected = records(format, MinedRowSamples.all());
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      Callable<List<List<OutputRecord>>> ask =
          () -> {
            List<List<OutputRecord>> last = List.of();
            for (int i = 0; i < ROUNDS; i++) {
              last = records(format, MinedRowSamples.all());
              if (!last.equals(expected)) {
                return last;
              }
            }
            return last;
          };
      for (Future<List<List<OutputRecord>>> answer :
          pool.invokeAll(Collections.nCopies(THREADS, ask))) {
        assertThat(answer.get()).isEqualTo(expected);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  final void rule5ARowWithoutAPositiveTeachesNoAnswer() {
    for (MinedRow row : MinedRowSamples.all()) {
      if (row.row().positive().isEmpty()) {
        assertThat(format().records(row, LABELS))
            .extracting(OutputRecord::kind)
            .doesNotContain(Kind.ANSWER);
      }
    }
  }

  @Test
  final void rule6AFormatThatGivesNoRecordForARowSaysWhatItNeeds() {
    boolean some =
        records(format(), MinedRowSamples.all()).stream().anyMatch(List<OutputRecord>::isEmpty);
    assertThat(format().needs().isPresent()).isEqualTo(some);
    format().needs().ifPresent(needs -> assertThat(needs).isNotBlank());
  }

  @Test
  final void rule7TheNameIsPlainAndDoesNotChange() {
    assertThat(format().name()).matches("[a-z0-9_.:-]+").isEqualTo(format().name());
  }

  @Test
  final void rule8ValuesAreOfTheTypesThatEveryFileCanHold() {
    allRecords().forEach(record -> requireKnown(record.fields()));
  }

  @Test
  final void rule9ContextsThatAreLeftOutAreInNoRecord() {
    for (MinedRow whole : MinedRowSamples.all()) {
      for (int most = 0; most < 2; most++) {
        MinedRow row = whole.withOwnNegatives(most);
        if (!row.contexts().isEmpty() || !row.negatives().isEmpty()) {
          requireOnlyWhatIsWritten(row);
        }
      }
    }
  }

  private void requireOnlyWhatIsWritten(MinedRow row) {
    List<String> texts = new ArrayList<>();
    format().records(row, LABELS).forEach(record -> collectTexts(record.fields(), texts));
    List<String> kept = row.contexts().stream().map(row.row().contexts()::get).toList();
    for (int i = 0; i < row.row().contexts().size(); i++) {
      String leftOut = row.row().contexts().get(i);
      if (!kept.contains(leftOut)) {
        String name = row.row().passage(i).name();
        assertThat(texts).noneMatch(text -> text.contains(leftOut) || text.equals(name));
      }
    }
  }

  private List<OutputRecord> allRecords() {
    return records(format(), MinedRowSamples.all()).stream().flatMap(List::stream).toList();
  }

  private static List<List<OutputRecord>> records(OutputFormat format, List<MinedRow> rows) {
    List<List<OutputRecord>> records = new ArrayList<>();
    rows.forEach(row -> records.add(List.copyOf(format.records(row, LABELS))));
    return records;
  }

  private static void collectTexts(@Nullable Object value, List<String> texts) {
    if (value instanceof String text) {
      texts.add(text);
    } else if (value instanceof List<?> list) {
      list.forEach(element -> collectTexts(element, texts));
    } else if (value instanceof Map<?, ?> map) {
      map.values().forEach(element -> collectTexts(element, texts));
    }
  }

  private static void requireKnown(@Nullable Object value) {
    if (value instanceof List<?> list) {
      list.forEach(OutputFormatContract::requireKnown);
    } else if (value instanceof Map<?, ?> map) {
      assertThat(map.keySet()).allMatch(String.class::isInstance);
      map.values().forEach(OutputFormatContract::requireKnown);
    } else if (value != null) {
      assertThat(value)
          .isInstanceOfAny(
              String.class,
              Boolean.class,
              Integer.class,
              Long.class,
              Double.class,
              BigInteger.class,
              BigDecimal.class);
    }
  }
}
