package io.github.easyneg.format;

import io.github.easyneg.format.OutputFormat.Use;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The formats that teach a language model to answer, or to say that it cannot, as a table: a name,
 * and what the trainer calls the fields.
 *
 * @see <a href="https://github.com/axolotl-ai-cloud/axolotl">Axolotl's prompt strategies</a>
 * @see <a href="https://huggingface.co/docs/trl/dataset_formats">TRL's data set formats</a>
 */
final class AnswerFormats {
  private static final Set<Use> REFUSAL = Set.of(Use.REFUSAL, Use.OWN_NEGATIVES);
  private static final Set<Use> ALL_WORDS =
      Set.of(Use.REFUSAL, Use.PROMPT, Use.SYSTEM, Use.OWN_NEGATIVES);
  private static final Optional<String> FINE_TUNING = Optional.empty();

  private AnswerFormats() {}

  /** Axolotl puts context and question together itself: {@code Context: …}, {@code Question: …}. */
  static AxolotlFormat axolotl() {
    return examples(
        "axolotl",
        "context_qa.load_v2",
        REFUSAL,
        (e, labels) ->
            Fields.of("context", e.context())
                .and("question", e.question())
                .and("answer", e.answer())
                .record(e.kind()));
  }

  static AxolotlFormat contextQa() {
    return examples(
        "context_qa",
        "context_qa",
        REFUSAL,
        (e, labels) ->
            Fields.of("article", e.context())
                .and("question", e.question())
                .and("answer", e.answer())
                .record(e.kind()));
  }

  static AxolotlFormat alpaca() {
    return examples(
        "alpaca",
        "alpaca",
        REFUSAL,
        (e, labels) ->
            Fields.of("instruction", e.question())
                .and("input", e.context())
                .and("output", e.answer())
                .record(e.kind()));
  }

  static AxolotlFormat chat() {
    return examples(
        "chat",
        "chat_template",
        ALL_WORDS,
        (e, labels) ->
            Fields.of("messages", Fields.dialogue(labels, e.prompt(labels), e.answer()))
                .record(e.kind()));
  }

  /**
   * Axolotl adds no token of its own to segments, so the texts that begin and end a sequence are
   * part of them. Without the latter a model never learns to stop.
   */
  static AxolotlFormat inputOutput(String begin, String end) {
    return examples(
        "input_output",
        "input_output",
        ALL_WORDS,
        (e, labels) -> {
          String system = labels.system().map(text -> text + "\n\n").orElse("");
          return Fields.of(
                  "segments",
                  List.of(
                      segment(false, begin + system + e.prompt(labels) + "\n"),
                      segment(true, e.answer() + end)))
              .record(e.kind());
        });
  }

  private static Object segment(boolean trained, String text) {
    return Fields.of("label", trained).and("text", text).map();
  }

  /** The question is the whole prompt; the system message is a field of its own. */
  static AxolotlFormat dpo() {
    return new FieldNames.ForAxolotl<>(
        "dpo",
        "chatml.intel",
        Optional.of("dpo"),
        Preference.NEEDS,
        ALL_WORDS,
        Preference::of,
        (p, labels) ->
            Fields.system(labels)
                .and("question", p.prompt())
                .and("chosen", p.chosen())
                .and("rejected", p.rejected())
                .record(p.kind()));
  }

  static AxolotlFormat kto() {
    return new FieldNames.ForAxolotl<>(
        "kto",
        "chatml.intel",
        Optional.of("kto"),
        Example.NEEDS,
        ALL_WORDS,
        Judgement::of,
        (j, labels) ->
            Fields.system(labels)
                .and("question", j.prompt())
                .and("completion", j.completion())
                .and("label", j.wanted())
                .record(j.kind()));
  }

  /** Unlike {@code messages} it trains on the completion alone. */
  static OutputFormat trlSft() {
    return new FieldNames<>(
        "trl-sft",
        Optional.of(Example.NEEDS),
        ALL_WORDS,
        Example::of,
        (e, labels) ->
            Fields.of("prompt", Fields.user(labels, e.prompt(labels)))
                .and("completion", Fields.assistant(e.answer()))
                .record(e.kind()));
  }

  static OutputFormat trlDpo() {
    return new FieldNames<>(
        "trl-dpo",
        Optional.of(Preference.NEEDS),
        ALL_WORDS,
        Preference::of,
        (p, labels) ->
            Fields.of("prompt", Fields.user(labels, p.prompt()))
                .and("chosen", Fields.assistant(p.chosen()))
                .and("rejected", Fields.assistant(p.rejected()))
                .record(p.kind()));
  }

  static OutputFormat trlKto() {
    return new FieldNames<>(
        "trl-kto",
        Optional.of(Example.NEEDS),
        ALL_WORDS,
        Judgement::of,
        (j, labels) ->
            Fields.of("prompt", Fields.user(labels, j.prompt()))
                .and("completion", Fields.assistant(j.completion()))
                .and("label", j.wanted())
                .record(j.kind()));
  }

  private static AxolotlFormat examples(
      String name, String type, Set<Use> uses, FieldNames.Naming<Example> naming) {
    return new FieldNames.ForAxolotl<>(
        name, type, FINE_TUNING, Example.NEEDS, uses, Example::of, naming);
  }
}
