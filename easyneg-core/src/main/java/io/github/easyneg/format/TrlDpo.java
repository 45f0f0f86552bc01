package io.github.easyneg.format;

import io.github.easyneg.mine.MinedRow;
import java.util.List;
import java.util.Optional;

/**
 * TRL's preference shape as conversations: {@code {"prompt", "chosen", "rejected"}}, each a list of
 * messages.
 *
 * @see Preference
 */
final class TrlDpo implements OutputFormat {

  @Override
  public String name() {
    return "trl-dpo";
  }

  @Override
  public Optional<String> needs() {
    return Optional.of(Preference.NEEDS);
  }

  @Override
  public List<OutputRecord> records(MinedRow mined, Labels labels) {
    return Preference.of(mined, labels).stream()
        .map(
            p ->
                Fields.of("prompt", Fields.user(p.prompt()))
                    .and("chosen", Fields.assistant(p.chosen()))
                    .and("rejected", Fields.assistant(p.rejected()))
                    .record(p.kind()))
        .toList();
  }
}
