package io.github.easyneg.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.data.Passage;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.mine.MinedRow;
import io.github.easyneg.mine.Signal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules of {@link Signal}, by number. Extend it and supply {@link #signal()}. */
public abstract class SignalContract {

  /** For subclasses. */
  protected SignalContract() {}

  /** Returns the signal; a new one or always the same. */
  protected abstract Signal signal();

  @Test
  final void rule1AValueIsFiniteAndAFunctionOfRowAndPassage() {
    List<Double> values = values(signal().prepare(passages()), rows(), passages().size());
    assertThat(values).allMatch(Double::isFinite);
    List<QaRow> reversed = new ArrayList<>(rows());
    Collections.reverse(reversed);
    Signal.Prepared prepared = signal().prepare(passages());
    for (QaRow row : reversed) {
      List<Double> ofRow = values(prepared, List.of(row), passages().size());
      int from = rows().indexOf(row) * passages().size();
      assertThat(ofRow).isEqualTo(values.subList(from, from + passages().size()));
    }
  }

  @Test
  final void rule2WhatIsPreparedIsThreadSafe() throws Exception {
    Signal.Prepared prepared = signal().prepare(passages());
    Threads.agree(() -> values(prepared, rows(), passages().size()));
  }

  @Test
  final void rule3APassageIsKnownByItsIndex() {
    List<Passage> reversed = new ArrayList<>(passages());
    Collections.reverse(reversed);
    for (QaRow row : rows()) {
      List<Double> backward = values(signal().prepare(reversed), List.of(row), passages().size());
      Collections.reverse(backward);
      assertThat(backward)
          .isEqualTo(values(signal().prepare(passages()), List.of(row), passages().size()));
    }
  }

  @Test
  final void rule4NameAndDescriptionAreNotBlankAndDoNotChange() {
    assertThat(signal().name()).isNotBlank().isEqualTo(signal().name());
    assertThat(signal().describe()).isNotBlank().isEqualTo(signal().describe());
  }

  private static List<Double> values(Signal.Prepared prepared, List<QaRow> rows, int passages) {
    List<Double> values = new ArrayList<>();
    for (QaRow row : rows) {
      Signal.Opinion opinion = prepared.of(row);
      for (int i = 0; i < passages; i++) {
        values.add(opinion.value(i));
      }
    }
    return values;
  }

  private static List<QaRow> rows() {
    return MinedRowSamples.all().stream().map(MinedRow::row).toList();
  }

  private static List<Passage> passages() {
    return rows().stream()
        .flatMap(row -> row.contexts().stream())
        .distinct()
        .map(Passage::of)
        .toList();
  }
}
