package io.github.easyneg.format;

import io.github.easyneg.data.DatasetFormatException;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.format.OutputRecord.Kind;
import io.github.easyneg.mine.MinedRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The shape of DiscoResearch/germanrag, which this library reads: {@code {"contexts", "question",
 * "answer", "positive_ctx_idx"}} and then whatever else the source had. The mined negatives are
 * appended to the contexts; the positive's index stays, and is -1 where there is none. What
 * germanrag has no place for follows where a row has it, as {@link RowFields} says.
 */
final class GermanRag implements OutputFormat {
  private static final List<String> OWN =
      List.of(
          "contexts",
          "question",
          "answer",
          "positive_ctx_idx",
          RowFields.ANSWERS,
          RowFields.POSITIVES,
          RowFields.IDS);

  @Override
  public String name() {
    return "germanrag";
  }

  @Override
  public Set<Use> uses() {
    return Set.of();
  }

  @Override
  public List<OutputRecord> records(MinedRow mined, Labels labels) {
    QaRow row = mined.row();
    List<String> contexts = new ArrayList<>(row.contexts());
    contexts.addAll(Negatives.mined(mined));
    Fields fields =
        Fields.of("contexts", contexts)
            .and("question", row.question())
            .andNullable("answer", row.answer())
            .and("positive_ctx_idx", row.positive().orElse(-1));
    RowFields.addRest(fields.map(), row, mined.negatives());
    row.extra()
        .forEach(
            (name, value) -> {
              if (OWN.contains(name)) {
                throw new DatasetFormatException(
                    "row "
                        + mined.number()
                        + ": the field \""
                        + name
                        + "\" of the source has the name of one that the format germanrag writes;"
                        + " rename it, or choose another format.");
              }
              fields.and(name, value);
            });
    return List.of(fields.record(Kind.OTHER));
  }
}
