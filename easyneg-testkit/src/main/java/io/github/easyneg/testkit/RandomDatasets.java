package io.github.easyneg.testkit;

import io.github.easyneg.data.QaRow;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/**
 * Random data sets from a seed, for tests of properties that hold for any data. The same seed gives
 * the same rows wherever and whenever.
 */
public final class RandomDatasets {
  private static final List<String> WORDS =
      List.of(
          ("Wasser Berg Straße Schloss Fluss Insel Kaiser Brücke Orchester Vertrag Äpfel Größe"
               + " naïve Ærø year treaty river museum 1871 1914 10,000 3.5 E-Mail Kraftwerk Dampf"
               + " Turm Garten Bahnhof Universität Gesetz Lied Roman Film Schule Hafen Markt")
              .split(" "));
  private static final String STOP_WORDS = "der die das und in zu den";
  private static final List<String> NASTY =
      List.of(
          "",
          " ",
          "\n\t ",
          "…!?",
          "😀 👩‍👩‍👧 🇩🇪",
          "مدينة برلين هي عاصمة ألمانيا",
          "שָׁלוֹם עולם",
          "東京都は日本の首都です",
          "กรุงเทพมหานคร",
          "हिन्दी भाषा",
          STOP_WORDS,
          "\u0000\u0001",
          "Titel\n\nTitel");

  private final Random random;

  private RandomDatasets(long seed) {
    this.random = new Random(seed);
  }

  /**
   * Returns 1 to 40 rows with the edge cases of data sets: repeated rows, questions and contexts;
   * contexts that differ in Unicode form, letter case or white space alone; empty texts, texts
   * without words or of stop words alone; scripts written from right to left or without spaces;
   * emoji; a passage that is in every row, rows that hold every passage, a row with hundreds of
   * contexts.
   */
  public static List<QaRow> rows(long seed) {
    return new RandomDatasets(seed).rows();
  }

  /**
   * Returns 3,362 rows with as many positives, and contexts next to them, as the data set germanrag
   * has: 7,835 contexts in all, 1,119 rows without a positive, which share one stock answer.
   */
  public static List<QaRow> germanragShaped(long seed) {
    return new RandomDatasets(seed).germanrag();
  }

  private List<QaRow> rows() {
    List<String> passages = passages(random.nextInt(3) == 0 ? 3 : 5 + random.nextInt(60));
    int shape = random.nextInt(6);
    int count = 1 + random.nextInt(40);
    List<QaRow> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (!rows.isEmpty() && random.nextInt(8) == 0) {
        rows.add(pick(rows));
        continue;
      }
      List<String> contexts = new ArrayList<>();
      if (shape == 0) {
        contexts.addAll(passages);
        Collections.shuffle(contexts, random);
      } else {
        int size = 1 + random.nextInt(4);
        for (int c = 0; c < size; c++) {
          contexts.add(pick(passages));
        }
        if (shape == 1) {
          contexts.add(passages.get(0));
        }
        if (shape == 2 && i == 0) {
          contexts.addAll(passages(300));
        }
      }
      rows.add(row(contexts, rows));
    }
    return List.copyOf(rows);
  }

  private QaRow row(List<String> contexts, List<QaRow> before) {
    String question =
        !before.isEmpty() && random.nextInt(5) == 0
            ? variant(pick(before).question())
            : random.nextInt(10) == 0 ? pick(NASTY) : words(2 + random.nextInt(6)) + "?";
    if (random.nextInt(3) == 0) {
      return QaRow.withoutPositive(contexts, question, "Das steht dort nicht.");
    }
    String answer = random.nextInt(10) == 0 ? pick(NASTY) : words(1 + random.nextInt(3));
    return QaRow.of(contexts, question, answer, random.nextInt(contexts.size()));
  }

  private List<String> passages(int count) {
    List<String> passages = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int kind = random.nextInt(12);
      if (kind == 0) {
        passages.add(pick(NASTY));
      } else if (kind <= 2 && !passages.isEmpty()) {
        passages.add(variant(pick(passages)));
      } else {
        passages.add("Titel " + random.nextInt(5) + "\n\n" + words(3 + random.nextInt(30)));
      }
    }
    return passages;
  }

  /** Returns a text that differs in form, case or white space alone, or not at all. */
  private String variant(String text) {
    return switch (random.nextInt(5)) {
      case 0 -> Normalizer.normalize(text, Normalizer.Form.NFD);
      case 1 -> Normalizer.normalize(text, Normalizer.Form.NFC);
      case 2 -> text.toUpperCase(Locale.ROOT);
      case 3 -> " " + text.replace(" ", "\u00a0 ") + "\n";
      default -> text;
    };
  }

  private String words(int count) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      words.add(pick(WORDS));
    }
    return String.join(" ", words);
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private List<QaRow> germanrag() {
    int[][] shapes = {
      {1, 0, 562}, {1, 1, 562}, {1, 2, 561}, {1, 3, 558}, {0, 1, 375}, {0, 2, 373}, {0, 3, 371}
    };
    List<String> pool = new ArrayList<>();
    for (int i = 0; i < 4000; i++) {
      pool.add("Artikel " + i / 3 + "\n\n" + words(40) + " " + i);
    }
    List<QaRow> rows = new ArrayList<>();
    for (int[] shape : shapes) {
      for (int i = 0; i < shape[2]; i++) {
        Set<String> contexts = new LinkedHashSet<>();
        while (contexts.size() < shape[0] + shape[1]) {
          contexts.add(pick(pool));
        }
        String question = words(6) + " " + rows.size() + "?";
        List<String> list = List.copyOf(contexts);
        rows.add(
            shape[0] == 1
                ? QaRow.of(list, question, words(5), random.nextInt(list.size()))
                : QaRow.withoutPositive(
                    list,
                    question,
                    "Mit den gegebenen Informationen ist diese Frage nicht zu beantworten."));
      }
    }
    Collections.shuffle(rows, random);
    return List.copyOf(rows);
  }
}
