package io.github.easyneg.format;

import io.github.easyneg.mine.MinedRow;
import java.util.List;
import java.util.Optional;

/** Axolotl's {@code context_qa}: {@code {"article", "question", "answer"}} for each context. */
final class ContextQa implements AxolotlFormat {

  @Override
  public String name() {
    return "context_qa";
  }

  @Override
  public String axolotlType() {
    return "context_qa";
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
                Fields.of("article", e.context())
                    .and("question", e.question())
                    .and("answer", e.answer())
                    .record(e.kind()))
        .toList();
  }
}
