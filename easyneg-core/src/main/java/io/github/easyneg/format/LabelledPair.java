package io.github.easyneg.format;

import io.github.easyneg.format.OutputRecord.Kind;
import io.github.easyneg.mine.MinedRow;
import java.util.ArrayList;
import java.util.List;

/**
 * Labelled pairs for sentence-transformers: {@code {"anchor", "passage", "label"}}, the label 1 for
 * each positive and 0 for each negative. A row without a positive gives its negatives.
 */
final class LabelledPair implements OutputFormat {

  @Override
  public String name() {
    return "labelled-pair";
  }

  @Override
  public List<OutputRecord> records(MinedRow mined, Labels labels) {
    List<OutputRecord> records = new ArrayList<>();
    mined.row().positiveContexts().forEach(text -> records.add(pair(mined, text, 1)));
    Negatives.all(mined).forEach(text -> records.add(pair(mined, text, 0)));
    return records;
  }

  private static OutputRecord pair(MinedRow mined, String passage, int label) {
    return Fields.of("anchor", mined.row().question())
        .and("passage", passage)
        .and("label", label)
        .record(Kind.OTHER);
  }
}
