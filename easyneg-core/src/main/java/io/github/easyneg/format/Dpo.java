package io.github.easyneg.format;

import io.github.easyneg.mine.MinedRow;
import java.util.List;
import java.util.Optional;

/**
 * Preference pairs for Axolotl's {@code rl: dpo} with {@code type: chatml.intel}: {@code
 * {"question", "chosen", "rejected"}}, the question being the whole prompt.
 *
 * @see Preference
 */
final class Dpo implements AxolotlFormat {

  @Override
  public String name() {
    return "dpo";
  }

  @Override
  public String axolotlType() {
    return "chatml.intel";
  }

  @Override
  public Optional<String> axolotlRl() {
    return Optional.of("dpo");
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
                Fields.of("question", p.prompt())
                    .and("chosen", p.chosen())
                    .and("rejected", p.rejected())
                    .record(p.kind()))
        .toList();
  }
}
