package io.github.easyneg.format;

import io.github.easyneg.format.OutputRecord.Kind;
import io.github.easyneg.mine.MinedRow;
import java.util.List;
import java.util.Optional;

/**
 * Triplets for sentence-transformers: {@code {"anchor", "positive", "negative"}}, one for each of
 * the row's negatives, its own and the mined ones, with the row's first positive. The anchor is the
 * question.
 */
final class Triplet implements OutputFormat {

  @Override
  public String name() {
    return "triplet";
  }

  @Override
  public Optional<String> needs() {
    return Optional.of("a positive and a negative");
  }

  @Override
  public List<OutputRecord> records(MinedRow mined, Labels labels) {
    return mined
        .row()
        .positiveContext()
        .map(
            positive ->
                Negatives.all(mined).stream()
                    .map(
                        negative ->
                            Fields.of("anchor", mined.row().question())
                                .and("positive", positive)
                                .and("negative", negative)
                                .record(Kind.OTHER))
                    .toList())
        .orElse(List.of());
  }
}
