package io.github.easyneg.format;

import io.github.easyneg.data.QaRow;
import io.github.easyneg.mine.MinedNegative;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What germanrag's shape has no place for, as fields that a record has only where the row has it:
 * all answers where there are several ({@code answers}), the indices of all positives where there
 * are several ({@code positive_ctx_idxs}), and the ids of contexts where the data set gives any
 * ({@code context_ids}, {@code null} for a context without one). They are fields of their own, so
 * that {@code answer} stays a text and {@code positive_ctx_idx} a number in every record: a column
 * of a table has one type.
 */
final class RowFields {
  static final String ANSWERS = "answers";
  static final String POSITIVES = "positive_ctx_idxs";
  static final String IDS = "context_ids";

  private RowFields() {}

  /**
   * Adds the fields.
   *
   * @param appended the negatives that are among the record's contexts, after the row's own
   */
  static void addRest(Map<String, Object> fields, QaRow row, List<MinedNegative> appended) {
    if (row.answers().size() > 1) {
      fields.put(ANSWERS, row.answers());
    }
    if (row.positives().size() > 1) {
      fields.put(POSITIVES, row.positives());
    }
    int own = row.contexts().size();
    String[] ids = new String[own + appended.size()];
    row.contextIds().forEach((index, id) -> ids[index] = id);
    for (int i = 0; i < appended.size(); i++) {
      ids[own + i] = appended.get(i).passage().sourceId().orElse(null);
    }
    if (Arrays.stream(ids).anyMatch(id -> id != null)) {
      fields.put(IDS, Arrays.asList(ids));
    }
  }
}
