package io.github.easyneg.format;

import io.github.easyneg.internal.text.NotNull;
import java.util.Map;
import java.util.Optional;

/** What a model is to answer where the context holds no answer, in the language of the data. */
public final class Refusals {
  private static final Map<String, String> BY_LANGUAGE =
      Map.ofEntries(
          Map.entry("de", Labels.DEFAULT_REFUSAL),
          Map.entry("en", "The given context does not contain an answer."),
          Map.entry("fr", "Le contexte donné ne permet pas de répondre."),
          Map.entry("es", "El contexto dado no permite dar una respuesta."),
          Map.entry("it", "Il contesto dato non permette di rispondere."),
          Map.entry("pt", "O contexto dado não permite uma resposta."),
          Map.entry("nl", "Met de gegeven context is geen antwoord mogelijk."),
          Map.entry("pl", "Podany kontekst nie zawiera odpowiedzi."),
          Map.entry("sv", "Det givna sammanhanget innehåller inget svar."),
          Map.entry("da", "Den givne kontekst indeholder intet svar."),
          Map.entry("cs", "Daný kontext neobsahuje odpověď."),
          Map.entry("tr", "Verilen bağlam bir yanıt içermiyor."),
          Map.entry("ru", "В данном контексте ответа нет."),
          Map.entry("uk", "У наданому контексті відповіді немає."),
          Map.entry("ar", "السياق المعطى لا يتضمن إجابة."),
          Map.entry("hi", "दिए गए संदर्भ में कोई उत्तर नहीं है।"),
          Map.entry("ja", "与えられた文脈には答えがありません。"),
          Map.entry("ko", "주어진 문맥에는 답이 없습니다."),
          Map.entry("zh", "给定的上下文中没有答案。"));

  private Refusals() {}

  /**
   * Returns the refusal in a language.
   *
   * @param language as in ISO 639-1, for example {@code de}
   */
  public static Optional<String> in(String language) {
    NotNull.check(language, "language");
    return Optional.ofNullable(BY_LANGUAGE.get(language));
  }
}
