package io.github.easyneg.format;

import io.github.easyneg.format.OutputRecord.Kind;
import io.github.easyneg.mine.MinedRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * N-tuples for sentence-transformers: {@code {"anchor", "positive", "negative_1", …,
 * "negative_n"}}, one for each row, with its first positive. The mined negatives come first, so
 * that n of them are never pushed out by the row's own.
 *
 * <p>A row with fewer than n negatives gives none: sentence-transformers takes every column of
 * every row for a text, and a gap or a repetition would be trained as a negative.
 */
final class NTuple implements OutputFormat {
  private final int negatives;

  NTuple(int negatives) {
    this.negatives = negatives;
  }

  @Override
  public String name() {
    return "ntuple:" + negatives;
  }

  @Override
  public Optional<String> needs() {
    return Optional.of(
        "a positive and " + negatives + (negatives == 1 ? " negative" : " negatives"));
  }

  @Override
  public List<OutputRecord> records(MinedRow mined, Labels labels) {
    List<String> texts = new ArrayList<>(Negatives.mined(mined));
    texts.addAll(Negatives.own(mined.row()));
    Optional<String> positive = mined.row().positiveContext();
    if (positive.isEmpty() || texts.size() < negatives) {
      return List.of();
    }
    Fields fields = Fields.of("anchor", mined.row().question()).and("positive", positive.get());
    for (int i = 1; i <= negatives; i++) {
      fields.and("negative_" + i, texts.get(i - 1));
    }
    return List.of(fields.record(Kind.OTHER));
  }
}
