package io.github.easyneg.format;

import io.github.easyneg.mine.MinedRow;
import java.util.List;
import java.util.Optional;

/**
 * Conversations: {@code {"messages": [{"role", "content"}, …]}}, a user's and an assistant's turn
 * for each context. Axolotl's {@code chat_template} reads it, and so does TRL's SFT trainer.
 */
final class Chat implements AxolotlFormat {

  @Override
  public String name() {
    return "chat";
  }

  @Override
  public String axolotlType() {
    return "chat_template";
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
                Fields.of(
                        "messages",
                        Fields.dialogue(
                            labels.prompt().apply(e.context(), e.question()), e.answer()))
                    .record(e.kind()))
        .toList();
  }
}
