package io.github.easyneg.format;

import io.github.easyneg.data.Passage;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.format.OutputRecord.Kind;
import io.github.easyneg.mine.MinedRow;
import java.util.List;
import java.util.Optional;

/**
 * DPR: {@code {"question", "answers", "positive_ctxs", "negative_ctxs", "hard_negative_ctxs"}}, a
 * passage being {@code {"title", "text", "passage_id"}}. The mined negatives go where DPR keeps
 * easy ones, the row's own where it keeps hard ones.
 *
 * <p>The title is empty: where a passage begins with one, it stays in the text. DPR's default
 * reader wants one array, so name the file {@code .json}; {@code .jsonl} is for its {@code
 * JsonlQADataset}.
 */
final class Dpr implements OutputFormat {

  @Override
  public String name() {
    return "dpr";
  }

  @Override
  public Optional<String> needs() {
    return Optional.of("a positive");
  }

  @Override
  public List<OutputRecord> records(MinedRow mined, Labels labels) {
    QaRow row = mined.row();
    if (!row.hasPositive()) {
      return List.of();
    }
    return List.of(
        Fields.of("question", row.question())
            .and("answers", row.answers())
            .and("positive_ctxs", passages(Negatives.positives(row)))
            .and("negative_ctxs", passages(Negatives.minedPassages(mined)))
            .and("hard_negative_ctxs", passages(Negatives.ownPassages(row)))
            .record(Kind.OTHER));
  }

  private static Object passages(List<Passage> passages) {
    return passages.stream()
        .map(
            passage ->
                Fields.of("title", "")
                    .and("text", passage.text())
                    .and("passage_id", passage.name())
                    .map())
        .toList();
  }
}
