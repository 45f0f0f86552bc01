package io.github.easyneg.format;

import io.github.easyneg.mine.MinedRow;
import java.util.List;
import java.util.Optional;

/**
 * Axolotl's {@code context_qa.load_v2}: a line {@code {"context", "question", "answer"}} for each
 * context of the row, in order, then one for each mined negative. The positive, and a context that
 * repeats it word for word, gets the answer, all others the refusal.
 *
 * @see <a href="https://github.com/axolotl-ai-cloud/axolotl">Axolotl</a>
 */
public final class AxolotlContextQa implements AxolotlFormat {

  @Override
  public String name() {
    return "axolotl";
  }

  @Override
  public String axolotlType() {
    return "context_qa.load_v2";
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
                Fields.of("context", e.context())
                    .and("question", e.question())
                    .and("answer", e.answer())
                    .record(e.kind()))
        .toList();
  }
}
