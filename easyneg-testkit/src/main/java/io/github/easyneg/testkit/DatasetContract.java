package io.github.easyneg.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.data.Dataset;
import io.github.easyneg.data.DatasetFormatException;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.data.Split;
import io.github.easyneg.data.Splits;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules of {@link Dataset}, by number. Extend it and supply {@link #dataset()}. */
public abstract class DatasetContract {

  /** For subclasses. */
  protected DatasetContract() {}

  /**
   * Returns the data set, of at least ten rows that share not text; a new one or always the same.
   */
  protected abstract Dataset dataset();

  /** Returns a data set whose data are broken, if there can be such a thing; none by default. */
  protected Optional<Dataset> broken() {
    return Optional.empty();
  }

  @Test
  final void rule1EachReadingYieldsTheSameRowsInTheSameOrder() {
    Dataset dataset = dataset();
    List<QaRow> first = rows(dataset);
    assertThat(first).hasSizeGreaterThanOrEqualTo(10);
    assertThat(rows(dataset)).isEqualTo(first);
    assertThat(rows(dataset())).isEqualTo(first);
  }

  @Test
  final void rule1ReadingsDoNotDisturbEachOther() {
    Dataset dataset = dataset();
    List<QaRow> expected = rows(dataset);
    List<QaRow> one = new ArrayList<>();
    List<QaRow> other = new ArrayList<>();
    try (Stream<QaRow> rows = dataset.rows();
        Stream<QaRow> again = dataset.rows()) {
      Iterator<QaRow> left = rows.iterator();
      Iterator<QaRow> right = again.iterator();
      while (left.hasNext()) {
        one.add(left.next());
        if (right.hasNext()) {
          other.add(right.next());
        }
      }
    }
    assertThat(one).isEqualTo(expected);
    assertThat(other).isEqualTo(expected);
  }

  @Test
  final void rule2AReadingMayEndEarly() {
    Dataset dataset = dataset();
    for (int i = 0; i < 20; i++) {
      try (Stream<QaRow> rows = dataset.rows()) {
        assertThat(rows.isParallel()).isFalse();
        assertThat(rows.findFirst()).isPresent();
      }
    }
    assertThat(rows(dataset)).hasSizeGreaterThanOrEqualTo(10);
  }

  @Test
  final void rule3BrokenDataAreToldWithTheirPlace() {
    if (broken().isPresent()) {
      assertThatThrownBy(() -> rows(broken().get()))
          .isInstanceOf(DatasetFormatException.class)
          .message()
          .isNotBlank();
    }
  }

  @Test
  final void rule4NameAndFilesDoNotChangeAndAWrapperPassesThemOn() {
    Dataset dataset = dataset();
    assertThat(dataset.name()).isNotBlank().isEqualTo(dataset().name());
    assertThat(dataset.files()).isEqualTo(dataset().files());
    assertThat(dataset.files()).allMatch(java.nio.file.Files::exists);
    assertThat(dataset.rejectsFile()).isEqualTo(dataset().rejectsFile());
    Split split = Splits.of(dataset, 0.3, 42);
    for (Dataset part : List.of(split.kept(), split.heldOut())) {
      assertThat(part.files()).isEqualTo(dataset.files());
      assertThat(part.rejectsFile()).isEqualTo(dataset.rejectsFile());
    }
  }

  private static List<QaRow> rows(Dataset dataset) {
    try (Stream<QaRow> rows = dataset.rows()) {
      return rows.toList();
    }
  }
}
