package io.github.easyneg.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.data.QaRow;
import io.github.easyneg.internal.ground.PartFacts;
import io.github.easyneg.internal.ground.RowFact;
import io.github.easyneg.internal.ground.RowReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PartRowsTest {
  private static final String ADVICE =
      ". Mine from data that stay as they are: a source that is drawn by chance, or whose order is"
          + " not given, as after a shuffle, is to be written to a file, or checkpointed, first.";

  private static List<QaRow> rows(int... numbers) {
    return IntStream.of(numbers)
        .mapToObj(i -> QaRow.of(List.of("context " + i), "question " + i, "answer", 0))
        .toList();
  }

  private static PartFacts.Size size(List<QaRow> rows) {
    List<RowFact> facts = new ArrayList<>();
    PartFacts part = new PartFacts(7, facts::add);
    rows.forEach(part::add);
    part.end();
    return PartFacts.Size.of(facts.get(facts.size() - 1));
  }

  /** Reads the rows of a part that had those or others before. */
  private static PartRows read(List<QaRow> before, List<QaRow> now) {
    PartRows part = PartRows.of(11, size(before));
    for (QaRow row : now) {
      RowReader.Numbered unused = part.next(row);
    }
    return part;
  }

  @Test
  void theSameRowsInTheSameOrderAreNumberedOn() {
    PartRows part = PartRows.of(11, size(rows(1, 2)));

    assertThat(rows(1, 2)).extracting(row -> part.next(row).number()).containsExactly(11L, 12L);
    assertThatCode(part::endInOrder).doesNotThrowAnyException();
  }

  @Test
  void anotherOrderIsAnErrorWhereRowsAreKnownByTheirNumbers() {
    PartRows part = read(rows(1, 2, 3), rows(3, 2, 1));

    assertThatCode(part::end).doesNotThrowAnyException();
    assertThatThrownBy(part::endInOrder)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "the data set changed between two readings: part 7 has its rows in another order"
                + ADVICE);
  }

  @Test
  void otherRowsAreAnErrorInAnyOrder() {
    assertThatThrownBy(() -> read(rows(1, 2), rows(1, 3)).end())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "the data set changed between two readings: part 7 has other rows now" + ADVICE);
    assertThatThrownBy(() -> read(rows(1, 2), rows(1)).endInOrder())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "the data set changed between two readings: part 7 has 1 rows, and had 2" + ADVICE);
  }
}
