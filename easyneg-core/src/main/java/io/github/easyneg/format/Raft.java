package io.github.easyneg.format;

import io.github.easyneg.data.QaRow;
import io.github.easyneg.format.OutputRecord.Kind;
import io.github.easyneg.mine.MinedRow;
import io.github.easyneg.sample.DrawKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One prompt with many contexts, in the manner of RAFT: the positives among the row's own negatives
 * and the mined ones, in an order that the seed and the row's content decide. As {@code
 * {"messages"}}, for Axolotl's {@code chat_template} and TRL.
 *
 * <p>A given share of the rows loses its positives, and then has the refusal for an answer, as has
 * a row that never had a positive. Positives without a negative stay: a prompt without any context
 * would teach nothing about contexts. Each text is in a prompt once.
 *
 * <p>Zhang, Patil, Jain, Shen, Zaharia, Stoica, Gonzalez: "RAFT: Adapting Language Model to Domain
 * Specific RAG", 2024, https://arxiv.org/abs/2403.10131. There the rows without their positive keep
 * the answer, to be learnt by heart; here they teach to say that there is none.
 */
final class Raft implements AxolotlFormat {
  /** Keeps this format's chance apart from that of the draw, which has the same seed and row. */
  private static final long STREAM = 0x5261667450726F6DL;

  private final double shareWithoutPositive;

  Raft(double shareWithoutPositive) {
    this.shareWithoutPositive = shareWithoutPositive;
  }

  @Override
  public String name() {
    return "raft:" + OutputFormats.shortest(shareWithoutPositive);
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
    QaRow row = mined.row();
    if (row.hasPositive() && row.answers().isEmpty()) {
      return List.of();
    }
    DrawKey key = DrawKey.of(labels.seed() ^ STREAM, row.key());
    Set<String> distinct = new LinkedHashSet<>(Negatives.own(row));
    distinct.addAll(Negatives.mined(mined));
    boolean answered =
        row.hasPositive()
            && (distinct.isEmpty() || DrawKey.toUniform(key.random(0)) >= shareWithoutPositive);
    List<String> documents = new ArrayList<>(distinct);
    if (answered) {
      documents.addAll(row.positiveContexts());
    }
    shuffle(documents, key);
    String context =
        documents.stream()
            .map(text -> "<DOCUMENT>" + text + "</DOCUMENT>")
            .collect(Collectors.joining("\n"));
    return List.of(
        Fields.of(
                "messages",
                Fields.dialogue(
                    labels,
                    labels.prompt().apply(context, row.question()),
                    answered ? row.answer().orElseThrow() : labels.refusal()))
            .record(answered ? Kind.ANSWER : Kind.REFUSAL));
  }

  /** Fisher and Yates; {@code random(0)} is spent on the share. */
  private static void shuffle(List<String> documents, DrawKey key) {
    for (int i = documents.size() - 1; i > 0; i--) {
      Collections.swap(documents, i, (int) (DrawKey.toUniform(key.random(i)) * (i + 1)));
    }
  }
}
