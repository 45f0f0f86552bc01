package io.github.easyneg.format;

import io.github.easyneg.format.OutputRecord.Kind;
import io.github.easyneg.mine.MinedRow;
import java.util.List;
import java.util.Optional;

/**
 * FlagEmbedding: {@code {"query", "pos": [text, …], "neg": [text, …]}}, one for each row that has
 * both; its reader draws one of each at random, and fails on an empty list.
 */
final class FlagEmbedding implements OutputFormat {

  @Override
  public String name() {
    return "flag-embedding";
  }

  @Override
  public Optional<String> needs() {
    return Optional.of("a positive and a negative");
  }

  @Override
  public List<OutputRecord> records(MinedRow mined, Labels labels) {
    List<String> negatives = Negatives.all(mined);
    if (!mined.row().hasPositive() || negatives.isEmpty()) {
      return List.of();
    }
    return List.of(
        Fields.of("query", mined.row().question())
            .and("pos", mined.row().positiveContexts())
            .and("neg", negatives)
            .record(Kind.OTHER));
  }
}
