package io.github.easyneg.format;

import io.github.easyneg.data.QaRow;
import io.github.easyneg.format.OutputRecord.Kind;
import io.github.easyneg.mine.MinedNegative;
import io.github.easyneg.mine.MinedRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Axolotl's {@code context_qa.load_v2}: a line {@code {"context", "question", "answer"}} for each
 * context of the row, in order, then one for each mined negative. The positive, and a context that
 * repeats it word for word, gets the answer, all others the refusal.
 *
 * @see <a href="https://github.com/axolotl-ai-cloud/axolotl">Axolotl</a>
 */
public final class AxolotlContextQa implements OutputFormat {

  @Override
  public String name() {
    return "axolotl";
  }

  @Override
  public List<OutputRecord> records(MinedRow mined, Labels labels) {
    QaRow row = mined.row();
    List<OutputRecord> records = new ArrayList<>(row.contexts().size() + mined.negatives().size());
    for (int i = 0; i < row.contexts().size(); i++) {
      boolean answers = row.isPositive(i);
      records.add(
          record(
              row.contexts().get(i),
              row.question(),
              answers ? row.answer() : labels.refusal(),
              answers ? Kind.ANSWER : Kind.REFUSAL));
    }
    for (MinedNegative negative : mined.negatives()) {
      records.add(
          record(negative.passage().text(), row.question(), labels.refusal(), Kind.REFUSAL));
    }
    return records;
  }

  private static OutputRecord record(String context, String question, String answer, Kind kind) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("context", context);
    fields.put("question", question);
    fields.put("answer", answer);
    return new OutputRecord(fields, kind);
  }
}
