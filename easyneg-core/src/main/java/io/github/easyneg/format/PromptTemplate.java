package io.github.easyneg.format;

import io.github.easyneg.internal.text.NotNull;
import io.github.easyneg.internal.text.OptionException;
import io.github.easyneg.internal.text.OptionText.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a context and a question become one prompt, for the formats whose trainer does not put them
 * together itself.
 *
 * @param pattern a text with {@code {context}} and {@code {question}} in it, each once, and no
 *     other word in braces
 */
public record PromptTemplate(String pattern) {
  private static final String CONTEXT = "{context}";
  private static final String QUESTION = "{question}";
  private static final Pattern PLACE = Pattern.compile("\\{\\w+}");

  /**
   * {@code Context: …}, a line feed, {@code Question: …}: the words that Axolotl's {@code
   * context_qa.load_v2} uses.
   */
  public static final PromptTemplate DEFAULT = labelled("Context", "Question");

  private static final Map<String, PromptTemplate> BY_LANGUAGE =
      Map.ofEntries(
          Map.entry("de", labelled("Kontext", "Frage")),
          Map.entry("en", DEFAULT),
          Map.entry("fr", labelled("Contexte ", "Question ")),
          Map.entry("es", labelled("Contexto", "Pregunta")),
          Map.entry("it", labelled("Contesto", "Domanda")),
          Map.entry("pt", labelled("Contexto", "Pergunta")),
          Map.entry("nl", labelled("Context", "Vraag")),
          Map.entry("pl", labelled("Kontekst", "Pytanie")),
          Map.entry("sv", labelled("Sammanhang", "Fråga")),
          Map.entry("da", labelled("Kontekst", "Spørgsmål")),
          Map.entry("cs", labelled("Kontext", "Otázka")),
          Map.entry("tr", labelled("Bağlam", "Soru")),
          Map.entry("ru", labelled("Контекст", "Вопрос")),
          Map.entry("uk", labelled("Контекст", "Питання")),
          Map.entry("ar", labelled("السياق", "السؤال")),
          Map.entry("hi", labelled("संदर्भ", "प्रश्न")),
          Map.entry("ja", labelled("文脈", "質問")),
          Map.entry("ko", labelled("문맥", "질문")),
          Map.entry("zh", labelled("上下文", "问题")));

  /**
   * Checks the pattern.
   *
   * @throws IllegalArgumentException if {@code {context}} or {@code {question}} is missing or there
   *     twice, or another word is in braces; the message names all that is wrong
   */
  public PromptTemplate {
    List<String> faults = new ArrayList<>();
    requireOnce(pattern, CONTEXT, faults);
    requireOnce(pattern, QUESTION, faults);
    TreeSet<String> unknown = new TreeSet<>();
    Matcher places = PLACE.matcher(pattern);
    while (places.find()) {
      if (!places.group().equals(CONTEXT) && !places.group().equals(QUESTION)) {
        unknown.add(places.group());
      }
    }
    if (!unknown.isEmpty()) {
      faults.add("unknown " + String.join(" and ", unknown));
    }
    if (!faults.isEmpty()) {
      throw OptionException.of(
          "{} has {}: \"{}\"; write {context} and {question} once each, and no other word in"
              + " braces.",
          Option.named("prompt"),
          String.join(", ", faults),
          pattern);
    }
  }

  /**
   * Returns the prompt whose labels are in a language.
   *
   * @param language as in ISO 639-1, for example {@code de}
   */
  public static Optional<PromptTemplate> in(String language) {
    NotNull.check(language, "language");
    return Optional.ofNullable(BY_LANGUAGE.get(language));
  }

  private static PromptTemplate labelled(String context, String question) {
    return new PromptTemplate(context + ": " + CONTEXT + "\n" + question + ": " + QUESTION);
  }

  /** Returns the prompt; what the texts themselves hold in braces stays as it is. */
  public String apply(String context, String question) {
    NotNull.check(context, "context");
    NotNull.check(question, "question");
    int c = pattern.indexOf(CONTEXT);
    int q = pattern.indexOf(QUESTION);
    return c < q
        ? pattern.substring(0, c)
            + context
            + pattern.substring(c + CONTEXT.length(), q)
            + question
            + pattern.substring(q + QUESTION.length())
        : pattern.substring(0, q)
            + question
            + pattern.substring(q + QUESTION.length(), c)
            + context
            + pattern.substring(c + CONTEXT.length());
  }

  private static void requireOnce(String pattern, String place, List<String> faults) {
    int first = pattern.indexOf(place);
    if (first < 0 || pattern.indexOf(place, first + 1) >= 0) {
      faults.add((first < 0 ? "no " : "more than one ") + place);
    }
  }
}
