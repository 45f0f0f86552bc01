package io.github.easyneg.internal.text;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Recognises the language of a data set's questions, by their script and by the function words that
 * every question has. Many questions are counted, so that a short one does not matter.
 *
 * <p>For one thread.
 */
public final class Languages {
  /** So many questions are looked at. */
  private static final int ENOUGH = 2000;

  /** The share of the questions that must speak for a language. */
  private static final double MOST = 0.4;

  /** Fewer questions than that say nothing. */
  private static final int LEAST = 3;

  private static final Map<String, Set<String>> WORDS = new LinkedHashMap<>();

  static {
    words(
        "de",
        "der die das und ist wer wie was wo wann warum welche welcher welches wurde in den dem ein"
            + " eine von im für mit nicht auf");
    words(
        "en",
        "the is what who where when why which how was did does do of in an and are were to for by"
            + " with many");
    words(
        "fr",
        "le la les est quel quelle quels quelles qui que où quand comment pourquoi combien de des"
            + " du dans une sur par et au");
    words(
        "es",
        "el la los las es qué quién dónde cuándo cómo cuál cuáles por de del en una un fue se para"
            + " con cuántos cuántas");
    words(
        "it",
        "il lo la gli le è che chi dove quando come perché quale quali quanti di del della nel una"
            + " un fu per con cosa");
    words(
        "pt",
        "o a os as é que quem onde quando como qual quais por de do da dos em no na uma um foi para"
            + " com quantos");
    words(
        "nl",
        "de het een is wie wat waar wanneer hoe waarom welke werd van in op en voor met niet"
            + " hoeveel zijn");
    words(
        "pl",
        "jest kto co gdzie kiedy jak dlaczego który która które w z na do się był była ile jakie"
            + " jaki czy");
    words(
        "sv",
        "är vem vad var när hur varför vilken vilket vilka som i på den det en ett och av för med"
            + " hur många");
    words(
        "da",
        "er hvem hvad hvor hvornår hvordan hvorfor hvilken hvilket hvilke som i på den det en et og"
            + " af for med mange");
    words(
        "cs",
        "je kdo co kde kdy jak proč který která které v na se z do byl byla kolik jaký jaká jaké");
    words(
        "tr",
        "ne kim nerede nasıl neden hangi kaç bir ve bu için mi mı nedir hangisi zaman ile olan");
    words(
        "ru",
        "кто что где когда как почему какой какая какие каком в на из был была было сколько и с по"
            + " является");
    words(
        "uk", "хто що де коли як чому який яка які якому в на із був була було скільки та з по є");
  }

  /**
   * What each question speaks for, by its row's key: those with the least, whatever their order.
   */
  private final TreeMap<Long, Optional<String>> votes = new TreeMap<>();

  private static void words(String language, String words) {
    WORDS.put(language, Set.copyOf(List.of(words.split(" "))));
  }

  /**
   * Looks at a question, if it is one of the few thousand that are looked at.
   *
   * @param key of its row
   */
  public void add(long key, String question) {
    if (question.isBlank() || (votes.size() == ENOUGH && votes.lastKey() <= key)) {
      return;
    }
    votes.put(key, byScript(question).or(() -> byWords(question)));
    if (votes.size() > ENOUGH) {
      votes.pollLastEntry();
    }
  }

  /** Returns the language of most questions as in ISO 639-1; empty if none is that of most. */
  public Optional<String> found() {
    Map<String, Integer> counts = new TreeMap<>();
    votes.values().forEach(vote -> vote.ifPresent(one -> counts.merge(one, 1, Integer::sum)));
    return counts.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .filter(most -> most.getValue() >= Math.max(LEAST, MOST * votes.size()))
        .map(Map.Entry::getKey);
  }

  /** Writes what was looked at, for {@link #addAll} of another one. */
  public void write(DataOutput out) throws IOException {
    out.writeInt(votes.size());
    for (Map.Entry<Long, Optional<String>> vote : votes.entrySet()) {
      out.writeLong(vote.getKey());
      out.writeUTF(vote.getValue().orElse(""));
    }
  }

  /** Adds what another one looked at. */
  public void addAll(DataInput in) throws IOException {
    for (int left = in.readInt(); left > 0; left--) {
      long key = in.readLong();
      votes.put(key, Optional.of(in.readUTF()).filter(language -> !language.isEmpty()));
    }
    while (votes.size() > ENOUGH) {
      votes.pollLastEntry();
    }
  }

  private static Optional<String> byScript(String question) {
    boolean han = false;
    for (int i = 0; i < question.length(); ) {
      int c = question.codePointAt(i);
      i += Character.charCount(c);
      if (c < 0x0600) {
        continue;
      }
      switch (Character.UnicodeScript.of(c)) {
        case HIRAGANA, KATAKANA -> {
          return Optional.of("ja");
        }
        case HANGUL -> {
          return Optional.of("ko");
        }
        case ARABIC -> {
          return Optional.of("ar");
        }
        case DEVANAGARI -> {
          return Optional.of("hi");
        }
        case HAN -> han = true;
        default -> {}
      }
    }
    return han ? Optional.of("zh") : Optional.empty();
  }

  /** Returns the one language that has most of the words; empty where two have as many. */
  private static Optional<String> byWords(String question) {
    List<String> words =
        Words.written(question).stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
    String best = "";
    int most = 0;
    boolean tie = false;
    for (Map.Entry<String, Set<String>> language : WORDS.entrySet()) {
      int known = (int) words.stream().filter(language.getValue()::contains).count();
      if (known > most) {
        best = language.getKey();
        most = known;
        tie = false;
      } else if (known == most) {
        tie = true;
      }
    }
    return most == 0 || tie ? Optional.empty() : Optional.of(best);
  }
}
