package io.github.easyneg.format;

import io.github.easyneg.data.Passage;
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
    Optional<String> positive = mined.row().positiveContext();
    if (positive.isEmpty()) {
      return List.of();
    }
    return List.of(
        Fields.of("question", mined.row().question())
            .and("answers", List.of(mined.row().answer()))
            .and("positive_ctxs", passages(List.of(positive.get())))
            .and("negative_ctxs", passages(Negatives.mined(mined)))
            .and("hard_negative_ctxs", passages(Negatives.own(mined.row())))
            .record(Kind.OTHER));
  }

  private static Object passages(List<String> texts) {
    return texts.stream()
        .map(
            text ->
                Fields.of("title", "")
                    .and("text", text)
                    .and("passage_id", Passage.of(text).id())
                    .map())
        .toList();
  }
}
