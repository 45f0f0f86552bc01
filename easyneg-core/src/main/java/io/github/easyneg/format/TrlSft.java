package io.github.easyneg.format;

import io.github.easyneg.mine.MinedRow;
import java.util.List;
import java.util.Optional;

/**
 * TRL's prompt-completion shape as conversations: {@code {"prompt": [message], "completion":
 * [message]}} for each context. Unlike {@code messages} it trains on the completion alone.
 */
final class TrlSft implements OutputFormat {

  @Override
  public String name() {
    return "trl-sft";
  }

  @Override
  public Optional<String> needs() {
    return Optional.of(Example.NEEDS);
  }

  @Override
  public List<OutputRecord> records(MinedRow mined, Labels labels) {
    return Example.of(mined, labels).stream()
        .map(
            e ->
                Fields.of("prompt", Fields.user(labels.prompt().apply(e.context(), e.question())))
                    .and("completion", Fields.assistant(e.answer()))
                    .record(e.kind()))
        .toList();
  }
}
