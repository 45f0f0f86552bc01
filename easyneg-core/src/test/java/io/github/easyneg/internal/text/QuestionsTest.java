package io.github.easyneg.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Questions as they are written in lists of questions, on pages and by hand. */
class QuestionsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Wo liegt Wien?|Frage: Wo liegt Wien?",
        "Wo liegt Wien?|Frage 3: Wo liegt Wien",
        "Where is Vienna?|Question: where is Vienna",
        "Where is Vienna?|Q: Where is Vienna?",
        "Where is Vienna?|Q1. Where is Vienna?",
        "¿Dónde está Viena?|Pregunta: ¿Dónde está Viena?",
        "Wo liegt Wien?|F: Wo liegt Wien?",
        "Wo liegt Wien?|1) Wo liegt Wien?",
        "Wo liegt Wien?|a) Wo liegt Wien?",
        "Wo liegt Wien?|- Wo liegt Wien?",
        "Wo liegt Wien?|• Wo liegt Wien?",
        "Wo liegt Wien?|**Wo liegt Wien?**",
        "Wo liegt Wien?|## Wo liegt Wien?",
        "Wo liegt Wien?|> Wo liegt Wien?",
        "Wo liegt Wien?|Wo liegt Wien\u00a0?",
        "Wo liegt Wien?|Wo liegt Wien？",
        "Wo liegt Wien?|\u200bWo liegt Wien?\u00a0\n",
        "Wo liegt Wien?|\"Wo liegt Wien?\"",
        "Wo liegt Wien?|„Wo liegt Wien“?",
        "Wo liegt Wien?|Wo liegt Wien …",
        "Wo liegt Wien?|Wo liegt Wien?!",
        "Wo liegt Wien?|WO LIEGT WIEN???",
        "Wie groß ist Zürich?|Wie gross ist Zuerich?",
        "Wo lag Ost-Berlin?|Wo lag Ost‑Berlin?",
        "Wo lag Ost-Berlin?|Wo lag Ost–Berlin?",
        "Wer war er – und wann?|Wer war er - und wann?",
        "Wie geht's?|Wie geht´s?",
        "Wie geht's?|Wie gehts?",
        "Wie geht's?|Wie geht’s ?",
        "What's this?|What´s this ?",
        "Wer schrieb 'Faust'?|Wer schrieb »Faust«?",
        "谁写了《红楼梦》？|谁写了“红楼梦”?",
        "誰が『こころ』を書いた？|誰が「こころ」を書いた",
        "Wo liegt Wien?|Wo liegt\nWien?",
        "Wo liegt Wien?|Wo liegt Wi\u00aden?",
        "Was kostet A&B?|Was kostet A&amp;B?",
        "Wo liegt Wien?|Wo liegt Wien :",
        "Wo liegt Wien?|(Wo liegt Wien?)",
        "Wo liegt Wien?|[Wo liegt Wien?]",
        "ما هي عاصمة مصر؟|ما هي عاصمة مصر",
        "Πού είναι η Αθήνα;|Πού είναι η Αθήνα",
        "Ist der Dom alt?|1. Ist der Dom alt?",
        "Is the cathedral old?|12. Is the cathedral old",
        "Sind die Türme hoch?|2) Sind die Türme hoch?",
        "Hat Wien einen Hafen?|3. Hat Wien einen Hafen?",
        "Gibt es dort Bären?|4. Gibt es dort Bären?",
        "Wurde er gewählt?|5. Wurde er gewählt?",
        "Kann man dort baden?|6. Kann man dort baden?",
        "War er König?|7.War er König?",
        "Müssen Hunde an die Leine?|8. Müssen Hunde an die Leine?",
        "Did he reign?|1. Did he reign?",
        "Does it rain?|2. Does it rain?",
        "Would it float?|3. Would it float?",
        "Have they met?|4. Have they met?",
        "Est-ce loin ?|1. Est-ce loin ?",
        "Y a-t-il un port ?|2. Y a-t-il un port ?",
        "¿Es grande Viena?|1. ¿Es grande Viena?",
        "¿Hay un puerto?|2. ¿Hay un puerto?",
        "È grande Roma?|3. È grande Roma?",
        "In welchem Jahr begann er?|1. In welchem Jahr begann er?",
        "An welchem Fluss liegt Wien?|2. An welchem Fluss liegt Wien?",
        "Seit wann gibt es ihn?|3. Seit wann gibt es ihn?",
        "In which year was it?|1. In which year was it?",
        "To whom was it sold?|2. To whom was it sold?",
        "Wo liegt Wien?|Question #3: Wo liegt Wien?",
        "Wo liegt Wien?|Frage Nr. 3: Wo liegt Wien?",
        "Wo liegt Wien?|Frage Nummer 3: Wo liegt Wien?",
        "Where is Vienna?|Question no. 3: Where is Vienna?",
        "Where is Vienna?|Question number 12: Where is Vienna?",
        "Where is Vienna?|Q. Where is Vienna?",
        "Where is Vienna?|Q #2: Where is Vienna?",
        "Where is Vienna?|Q.1: Where is Vienna?",
        "Is it far?|Q. Is it far?",
        "Wo liegt Wien?|F. Wo liegt Wien?",
        "Wo liegt Wien?|Frage 3 – Wo liegt Wien?",
        "Wo liegt Wien?|<p>Wo liegt Wien?</p>",
        "Wo liegt Wien?|<div class=\"q\"><p>Wo liegt Wien?</p></div>",
        "Wo liegt Wien?|<li>1. Wo liegt Wien?</li>",
        "Where is Vienna?|<strong>Where is Vienna</strong>?",
        "Where is Vienna?|<b>Question 3:</b> Where is Vienna?",
        "Where is Vienna?|**Question 3:** Where is Vienna?",
        "Where is Vienna?|Where is Vienna?<br>",
        "Where is Vienna?|Where is Vienna?<br />",
        "Wo liegt Wien?|Wo liegt Wien (?)",
        "Wo liegt Wien?|Wo liegt Wien(?!)",
        "Where is Vienna?|Where is Vienna [?]",
        "Wer erfand das Rad, und wann?|Wer erfand das Rad und wann?",
        "Wie heißt der, der ihn baute?|Wie heißt der der ihn baute?",
        "In 1990, who won?|In 1990 who won?",
        "Who, if anyone, won?|Who if anyone won?",
        "Wer schrieb „Faust“, und wann?|Wer schrieb \"Faust\" und wann?",
        "Wer war er , und wann?|Wer war er,und wann?",
        "Was ist eine E-Mail?|Was ist eine Email?",
        "What is e-mail?|What is email?",
        "Who leads the U.S. army?|Who leads the US army?",
        "Who leads the U.S.?|Who leads the US?",
        "Wer war J. K. Rowling?|Wer war J.K. Rowling?",
        "Wer war J. K. Rowling?|Wer war JK Rowling?",
        "Was ist z. B. Gold?|Was ist z.B. Gold?",
        "Wer kam, sah und siegte?|Wer kam sah und siegte?",
        "¿Quién vino, y cuándo?|¿Quién vino y cuándo?",
        "Qui est venu, et quand ?|Qui est venu et quand ?"
      })
  void aQuestionInAnotherSpellingIsTheSame(String both) {
    String[] texts = both.split("\\|", -1);
    assertThat(Fold.question(texts[0])).isEqualTo(Fold.question(texts[1]));
    assertThat(Fold.questionHash(texts[0])).isEqualTo(Fold.questionHash(texts[1]));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Was ist C?|Was ist C#?",
        "Was ist C*?|Was ist C?",
        "Wann war der 1. Weltkrieg?|Wann war der 2. Weltkrieg?",
        "1. Weltkrieg: wann?|2. Weltkrieg: wann?",
        "F: was ist das?|G: was ist das?",
        "Wie viel ist 1-1?|Wie viel ist 1+1?",
        "Wie viel ist 1.5?|Wie viel ist 15?",
        "Wie viel ist -5?|Wie viel ist 5?",
        "Was ist .NET?|Was ist NET?",
        "Wer ist's?|Wer ist?",
        "Q|F",
        "Ist 5 < 6?|Ist 5 > 6?",
        "Wo liegt schön?|Wo liegt schon?",
        "Was ist eine Frage: Satz?|Was ist eine Satz?",
        "What is a/b?|What is ab?",
        "1. Weltkrieg: wann?|Weltkrieg: wann?",
        "2. Liga: wer?|Liga: wer?",
        "1. FC Köln wann gegründet?|FC Köln wann gegründet?",
        "1. Mai: was?|Mai: was?",
        "Wie viel ist 1,5?|Wie viel ist 15?",
        "Wie viel ist 1,5?|Wie viel ist 1 5?",
        "Was ist 1, 2, 3?|Was ist 1 2 3?",
        "What does <p> do?|What does <b> do?",
        "Was macht <br>?|Was macht?",
        "What is <b>?|What is <i>?",
        "Was ist <p>x</p>?|Was ist x?",
        "Was ist (?)|Was ist (!)x",
        "Was kostet e-Bike?|Was kostet eBikes?",
        "Wer ist der Co-Pilot?|Wer ist der Co?",
        "Q. Tarantino: wer?|Tarantino: wer?",
        "F. Kafka: was schrieb er?|Kafka: was schrieb er?",
        "Q3-Umsatz 2020?|Umsatz 2020?",
        "Was ist das.de?|Was ist dasde?",
        "Ist a.b c?|Ist ab c?",
        "Who drew the first U.S. map?|Who drew the first map?",
        "Q3 - Umsatz?|Q4 - Umsatz?",
        "1. May: what?|2. May: what?",
        "Who was F. Hardy?|Who was Hardy?",
        "F. was born where?|G. was born where?"
      })
  void anotherQuestionIsAnother(String both) {
    String[] texts = both.split("\\|", -1);
    assertThat(Fold.question(texts[0])).isNotEqualTo(Fold.question(texts[1]));
  }

  @Test
  void whatIsRepeatedWithoutEndIsLookedAtOnce() {
    // Growth, in easyneg-bench, shows that the time is linear.
    for (String piece :
        List.of("<p>", "(?)", "?<br>", "a. ", "a.b", ", ", ",\"", "1. ist ", "q. ", "*a", "(a) ")) {
      String run = piece.repeat(1 << 15);
      assertThat(Fold.question(run + "wien ist")).as(piece).isNotEmpty();
      assertThat(Fold.question("<p>" + run + "</p>")).as(piece).isNotEmpty();
    }
  }
}
