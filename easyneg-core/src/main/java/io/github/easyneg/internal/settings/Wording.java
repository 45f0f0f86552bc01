package io.github.easyneg.internal.settings;

import io.github.easyneg.format.Labels;
import io.github.easyneg.format.OutputFormat;
import io.github.easyneg.format.OutputFormat.Use;
import io.github.easyneg.format.PromptTemplate;
import io.github.easyneg.format.Refusals;
import io.github.easyneg.internal.text.OptionException;
import io.github.easyneg.internal.text.OptionText.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The words of training data that are not text of the data set, as they were asked for.
 *
 * @param refusals wordings of the refusal; empty for the language of the questions
 * @param refusalRatio the share of refusals among the lines, in (0, 1]
 * @param prompt how context and question become one; empty for the language of the questions
 * @param system the system message
 */
public record Wording(
    List<String> refusals,
    OptionalDouble refusalRatio,
    Optional<PromptTemplate> prompt,
    Optional<String> system) {

  /** Nothing asked for. */
  public static final Wording DEFAULT =
      new Wording(List.of(), OptionalDouble.empty(), Optional.empty(), Optional.empty());

  /**
   * Returns the same with refusals.
   *
   * @throws IllegalArgumentException if one is blank
   */
  public Wording withRefusals(String first, String... more) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(List.of(more));
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).isBlank()) {
        throw OptionException.of(
            "{}{} is blank; give the sentence that a model is to answer where there is no answer.",
            Option.named("refusal"),
            all.size() == 1 ? "" : " " + (i + 1) + " of " + all.size());
      }
    }
    return new Wording(List.copyOf(all), refusalRatio, prompt, system);
  }

  /**
   * Returns the same with a share of refusals.
   *
   * @throws IllegalArgumentException if it is not in (0, 1]
   */
  public Wording withRefusalRatio(double share) {
    if (!(share > 0 && share <= 1)) {
      throw OptionException.is("refusalRatio", share, "use a share above 0, at most 1.");
    }
    return new Wording(refusals, OptionalDouble.of(share), prompt, system);
  }

  /** Returns the same with a prompt. */
  public Wording withPrompt(PromptTemplate prompt) {
    return new Wording(refusals, refusalRatio, Optional.of(prompt), system);
  }

  /**
   * Returns the same with a system message.
   *
   * @throws IllegalArgumentException if it is blank
   */
  public Wording withSystem(String system) {
    return new Wording(refusals, refusalRatio, prompt, labels(system).system());
  }

  /** Labels check what they are given. */
  private static Labels labels(String system) {
    return new Labels(Labels.DEFAULT_REFUSAL, 0).withSystem(Optional.of(system));
  }

  /**
   * Returns the labels with each wording of the refusal.
   *
   * @param language of the questions as in ISO 639-1, if it was recognised
   */
  public List<Labels> labels(Optional<String> language, long seed) {
    List<String> wordings =
        refusals.isEmpty()
            ? List.of(language.flatMap(Refusals::in).orElse(Labels.DEFAULT_REFUSAL))
            : refusals;
    PromptTemplate template =
        prompt.or(() -> language.flatMap(PromptTemplate::in)).orElse(PromptTemplate.DEFAULT);
    return wordings.stream()
        .map(refusal -> new Labels(refusal, seed).withPrompt(template).withSystem(system))
        .toList();
  }

  /**
   * Returns what a user should know of the words that were chosen, if nobody chose them and they
   * may surprise.
   *
   * @param language of the questions, if it was recognised
   */
  public Optional<String> note(OutputFormat format, Optional<String> language) {
    Labels labels = labels(language, 0).get(0);
    boolean refusal = refusals.isEmpty() && format.uses().contains(Use.REFUSAL);
    boolean asked = prompt.isEmpty() && format.uses().contains(Use.PROMPT);
    List<String> chosen = new ArrayList<>();
    List<String> options = new ArrayList<>();
    List<String> calls = new ArrayList<>();
    if (refusal && !(labels.refusal().equals(Labels.DEFAULT_REFUSAL) && language.isPresent())) {
      chosen.add(
          language.isPresent()
              ? "the refusal is \"" + labels.refusal() + "\""
              : "the refusal is German: \"" + labels.refusal() + "\"");
      options.add("--no-answer");
      calls.add("refusal");
    }
    if (asked && !(labels.prompt().equals(PromptTemplate.DEFAULT) && language.isPresent())) {
      chosen.add("the prompt is \"" + labels.prompt().pattern().replace("\n", "\\n") + "\"");
      options.add("--prompt");
      calls.add("prompt");
    }
    return chosen.isEmpty()
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "%s, so %s; set %s with %s (in Java: %s).",
                language
                    .map(l -> "the questions are in " + name(l))
                    .orElse("the language of the questions was not recognised"),
                String.join(", and ", chosen),
                options.size() == 1 ? "another" : "others",
                String.join(" and ", options),
                String.join(" and ", calls)));
  }

  private static String name(String language) {
    return Locale.forLanguageTag(language).getDisplayLanguage(Locale.ENGLISH);
  }
}
