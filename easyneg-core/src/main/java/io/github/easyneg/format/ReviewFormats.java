package io.github.easyneg.format;

import io.github.easyneg.mine.MinedNegative;
import io.github.easyneg.mine.MinedRow;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The formats that people look at in a tool for teams: a record for each mined negative, to be
 * marked as {@code answers}, {@code too-easy} or {@code fine}.
 *
 * @see <a href="https://docs.argilla.io/latest/how_to_guides/record/">Argilla's records</a>
 * @see <a href="https://labelstud.io/guide/tasks">Label Studio's tasks</a>
 */
final class ReviewFormats {
  private static final String NEEDS = "a mined negative";

  private ReviewFormats() {}

  /** A mined negative and its row. */
  private record Look(RankedRow row, MinedNegative negative) {
    static List<Look> of(MinedRow mined, Labels labels) {
      RankedRow row = new RankedRow(mined);
      return mined.negatives().stream().map(negative -> new Look(row, negative)).toList();
    }

    /** An id that no other record has, unless two rows are equal. */
    String id() {
      return row.id() + "-" + negative.passage().id();
    }

    Optional<String> positive() {
      return row.row().positiveContext();
    }

    /** Adds what the tool sorts and filters by. */
    Fields numbers(Fields fields) {
      return fields
          .and("row", row.mined().number())
          .and("passage_id", negative.passage().id())
          .and("pool", negative.pool())
          .and("cosine", negative.cosine())
          .and("cosine_quantile", negative.cosineQuantile())
          .and("lexical_quantile", negative.lexicalQuantile());
    }
  }

  /**
   * Flat records, as {@code rg.Dataset.records.log} takes them: each name is that of a field or of
   * a metadata property of the data set. Fields that are not required may be {@code null}.
   */
  static OutputFormat argilla() {
    return new FieldNames<>(
        "argilla",
        Optional.of(NEEDS),
        Set.of(),
        Look::of,
        (look, labels) ->
            RankedRow.record(
                look.numbers(
                    Fields.of("id", look.id())
                        .and("question", look.row().question())
                        .andNullable("answer", look.row().row().answer())
                        .andNullable("positive", look.positive())
                        .and("passage", look.negative().passage().text()))));
  }

  /**
   * Tasks: {@code {"data": {..}}}, whose names the labelling configuration asks for with a dollar
   * sign. A text that a row lacks is empty, as the page would show the word null.
   */
  static OutputFormat labelStudio() {
    return new FieldNames<>(
        "label-studio",
        Optional.of(NEEDS),
        Set.of(),
        Look::of,
        (look, labels) ->
            RankedRow.record(
                Fields.of(
                    "data",
                    look.numbers(
                            Fields.of("id", look.id())
                                .and("question", look.row().question())
                                .and("answer", look.row().row().answer().orElse(""))
                                .and("positive", look.positive().orElse(""))
                                .and("passage", look.negative().passage().text()))
                        .map())));
  }
}
