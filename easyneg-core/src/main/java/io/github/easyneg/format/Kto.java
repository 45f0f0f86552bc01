package io.github.easyneg.format;

import io.github.easyneg.mine.MinedRow;
import java.util.List;
import java.util.Optional;

/**
 * Judged replies for Axolotl's {@code rl: kto} with {@code type: chatml.intel}: {@code {"question",
 * "completion", "label"}}, the question being the whole prompt.
 *
 * @see Judgement
 */
final class Kto implements AxolotlFormat {

  @Override
  public String name() {
    return "kto";
  }

  @Override
  public String axolotlType() {
    return "chatml.intel";
  }

  @Override
  public Optional<String> axolotlRl() {
    return Optional.of("kto");
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
                Fields.of("question", j.prompt())
                    .and("completion", j.completion())
                    .and("label", j.wanted())
                    .record(j.kind()))
        .toList();
  }
}
