package io.github.easyneg.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.internal.concurrent.Workers;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhraseTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Wien|Er zog nach Wien.",
        "wien|WIEN!",
        "im Jahr 1871|Es geschah im - Jahr 1871, im Mai.",
        "10,000|rund 10 000 Einwohner",
        "Straße|die STRASSE dort",
        "Zu\u0308rich|in Z\u00fcrich",
        "\u6771\u4eac|\u3053\u3053\u306f\u6771\u4eac\u90fd\u3067\u3059",
        "\u0e01\u0e23\u0e38\u0e07|\u0e17\u0e35\u0e48\u0e01\u0e23\u0e38\u0e07\u0e40\u0e17\u0e1e",
        "€|Das kostet 5 €.",
        "\u0628\u0631\u0644\u064a\u0646|\u0641\u064a \u0628\u0631\u0644\u064a\u0646.",
      })
  void isFoundInATextThatHoldsIt(String phrase, String text) {
    assertThat(Phrase.of(phrase).isIn(text)).isTrue();
    assertThat(mayBeIn(phrase, text)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10000|rund 10.000 Einwohner",
        "12|12, 13 und 14",
        "14|12, 13 und 14",
        "1990|am 3.10.1990",
        "5|5,00",
        "12.000|12.000,0",
        "3|am 3.10.",
        "300|about 200, 300 or more",
        "2024|May 3,2024",
        "10.000|about 10000 people",
        "1 234 567|1234567 Euro",
        "sieben|Er hatte 7 Kinder.",
        "7|She had seven children.",
        "zwölf Jahre|nach 12 Jahren",
        "3. Oktober 1990|am 03.10.1990",
        "3. Oktober 1990|on October 3, 1990",
        "03.10.1990|am 3. Oktober 1990",
        "1990-10-03|le 3 octobre 1990",
        "October 3, 1990|3.10.1990",
        "am 3. Okt. 1990|am 3. Oktober 1990",
        "die Brüder Grimm|von den Brüdern Grimm",
        "the Beatles|von Beatles-Platten",
        "das Münster|Sie sahen Münster von weitem.",
        "Kirchturm|die Spitze des Kirchturms",
        "Kirchturms|der Kirchturm",
        "Eisenach|Eisenachs Gassen",
        "Jahre|in jenen Jahren",
        "Regierung|Die Regie-\\nrung trat zurück.",
        "Donaudampfschiff|Donau\u00addampf\u00adschiff",
        "der Vertrag|Alle Verträge gelten.",
        "Verträge|Der Vertrag gilt.",
        "in Berlin|Berlin ist groß.",
        "in den Niederlanden|aus den Niederlanden",
        "by the Romans|Die Romans kamen.",
        "am 3. Oktober 1990|Datum: 1990-10-03",
        "Häuser|ein Haus am See",
        "das Haus|drei Häusern",
        "Der Vater|die Väter",
        "das Heilige Römische Reich|des Heiligen Römischen Reiches",
        "das deutsche Volk|dem deutschen Volke",
        "Zürich|in Zurich and Basel",
        "Müller|Herr Mueller kam",
        "Mueller|Frau Müller",
        "3. Oktober 1990|on 3rd October 1990",
        "3. Oktober 1990|on the 3rd of October, 1990",
        "October 3rd, 1990|am 3. Oktober 1990",
        "the 1st of May, 2004|am 01.05.2004",
        "3. Oktober 1990|am 3.10.90",
        "5 de mayo de 1990|el 05/05/1990",
        "1er mai 1990|am 1. Mai 1990",
        "10/23/1990|am 23. Oktober 1990",
        "3. Oktober|on October 3 every year",
        "5 maggio 1990|5 mei 1990",
        "3,5 %|3.50 percent",
        "3,50 Euro|3,5 Euro",
        "1,2 Millionen|1.200.000 Menschen",
        "1.200.000 Menschen|1,2 Mio. Menschen",
        "5 MIO Euro|5.000.000 Euro",
        "3 TSD. Euro|3000 Euro",
        "2 billion people|2.000.000.000 people",
        "5000 Euro|5 Tausend Euro",
        "zwanzig Jahre|20 Jahren",
        "dreißig Tage|30 Tage",
      })
  void isFoundInAnotherSpelling(String phrase, String text) {
    String written = text.replace("\\n", "\n");
    assertThat(Phrase.of(phrase).isIn(written)).isTrue();
    assertThat(mayBeIn(phrase, written)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Wien|Wiener Schnitzel",
        "1871|18712 und 11871",
        "10.000|10 und 000 nicht, 100.000 auch nicht",
        "3. Oktober 1990|4. Oktober 1990",
        "3. Oktober 1990|im Oktober 1990 am 3.",
        "die Elf|die elfte",
        "der Rat|Rate mal",
        "Haus|hausieren",
        "12|zwölfte",
        "12|12.000 Soldaten",
        "500|1.500 Euro",
        "500|they paid $1,500",
        "drei|13,3 Prozent",
        "five|at 2,5 per cent",
        "5|1,5 Millionen",
        "1|1'000'000 Franken",
        "13|13,3 Prozent",
        "im Jahr 1871|1871 im Jahr",
        "a b c|a b",
        "\u6771\u4eac|\u4eac\u6771",
        "€|Das kostet 5 Euro.",
        "Vertrag|Der Ertrag ist gering.",
        "im Tal|Tal um Tal",
        "am 3.|3 Leute",
        "Rat|Räder",
        "3. Oktober 1990|am 13.10.1990",
        "3. Oktober|am 3. November",
        "3,5 %|3,55 Prozent",
        "3,5 %|13,5 Prozent",
        "1,2 Millionen|12 Millionen",
        "1,2 Millionen|21.200.000",
        "1990|1,99 Tausend",
        "deutsche|den Deutschen",
      })
  void isNotFoundInATextThatDoesNot(String phrase, String text) {
    assertThat(Phrase.of(phrase).isIn(text)).isFalse();
  }

  @Test
  void aLineEndSeparatesWordsAsASpaceDoes() {
    assertThat(Phrase.of("im Jahr 1871").isIn("Es geschah im\nJahr\r\n1871.")).isTrue();
  }

  @Test
  void anEmptyPhraseIsInNoText() {
    Phrase phrase = Phrase.of(" \n ");
    assertThat(phrase.isEmpty()).isTrue();
    assertThat(phrase.isIn("")).isFalse();
    assertThat(phrase.isIn(" \n ")).isFalse();
  }

  @Test
  void aTextThatLacksAWordNeedNotBeRead() {
    assertThat(mayBeIn("Wien 1871", "Wien im Mai")).isFalse();
  }

  private static boolean mayBeIn(String phrase, String text) {
    try (Workers workers = new Workers(1)) {
      return Phrase.of(phrase).mayBeIn(LexicalIndex.of(List.of(text), workers), 0);
    }
  }

  @Test
  void aLongAnswerThatRepeatsItselfIsFoundAndNotFound() {
    String text = "ja ".repeat(300);
    assertThat(Phrase.of("ja ".repeat(100)).isIn(text)).isTrue();
    assertThat(Phrase.of("ja ".repeat(100) + "nein").isIn(text)).isFalse();
    assertThat(Phrase.of("\u3042".repeat(100)).isIn("x" + "\u3042".repeat(200))).isTrue();
    assertThat(Phrase.of("\u3042".repeat(100) + "\u3044").isIn("\u3042".repeat(200))).isFalse();
  }

  @Test
  void anyOfManyIsInATextIfOneOfThemIs() {
    List<Phrase> phrases =
        Stream.of("Wien", "", "10000 Einwohner", "\u3042\u3044", "\u20ac").map(Phrase::of).toList();
    for (String text :
        List.of(
            "in Wien", "Wiener", "10.000 Einwohner", "x\u3042\u3044", "5 \u20ac", "", "nichts")) {
      assertThat(Phrase.anyIsIn(phrases, text))
          .as(text)
          .isEqualTo(phrases.stream().anyMatch(phrase -> phrase.isIn(text)));
    }
    assertThat(Phrase.anyIsIn(List.of(), "Wien")).isFalse();
  }
}
