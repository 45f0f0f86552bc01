package io.github.easyneg.format;

import io.github.easyneg.mine.MinedRow;
import java.util.List;
import java.util.Optional;

/**
 * TRL's unpaired preferences as conversations: {@code {"prompt", "completion", "label"}}, the first
 * two lists of messages.
 *
 * @see Judgement
 */
final class TrlKto implements OutputFormat {

  @Override
  public String name() {
    return "trl-kto";
  }

  @Override
  public Optional<String> needs() {
    return Optional.of(Example.NEEDS);
  }

  @Override
  public List<OutputRecord> records(MinedRow mined, Labels labels) {
    return Judgement.of(mined, labels).stream()
        .map(
            j ->
                Fields.of("prompt", Fields.user(j.prompt()))
                    .and("completion", Fields.assistant(j.completion()))
                    .and("label", j.wanted())
                    .record(j.kind()))
        .toList();
  }
}
