package io.github.easyneg.format;

import io.github.easyneg.mine.MinedRow;
import java.util.List;
import java.util.Optional;

/**
 * Axolotl's {@code input_output}: {@code {"segments": [{"label", "text"}, …]}}, the prompt masked
 * and the answer trained, for each context.
 *
 * <p>Axolotl adds no token of its own here, so the texts that begin and end a sequence stand in the
 * segments. Without the latter a model never learns to stop.
 */
final class InputOutput implements AxolotlFormat {
  private final String begin;
  private final String end;

  InputOutput(String begin, String end) {
    this.begin = begin;
    this.end = end;
  }

  @Override
  public String name() {
    return "input_output";
  }

  @Override
  public String axolotlType() {
    return "input_output";
  }

  @Override
  public Optional<String> needs() {
    return Optional.of(Example.NEEDS);
  }

  @Override
  public List<OutputRecord> records(MinedRow mined, Labels labels) {
    return Example.of(mined, labels).stream()
        .map(
            e -> {
              String prompt = begin + labels.prompt().apply(e.context(), e.question()) + "\n";
              return Fields.of(
                      "segments", List.of(segment(false, prompt), segment(true, e.answer() + end)))
                  .record(e.kind());
            })
        .toList();
  }

  private static Object segment(boolean trained, String text) {
    return Fields.of("label", trained).and("text", text).map();
  }
}
