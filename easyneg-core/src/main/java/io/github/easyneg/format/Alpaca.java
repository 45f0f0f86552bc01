package io.github.easyneg.format;

import io.github.easyneg.mine.MinedRow;
import java.util.List;
import java.util.Optional;

/**
 * Alpaca: {@code {"instruction", "input", "output"}} for each context; the question is the
 * instruction, the context its input.
 */
final class Alpaca implements AxolotlFormat {

  @Override
  public String name() {
    return "alpaca";
  }

  @Override
  public String axolotlType() {
    return "alpaca";
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
                Fields.of("instruction", e.question())
                    .and("input", e.context())
                    .and("output", e.answer())
                    .record(e.kind()))
        .toList();
  }
}
