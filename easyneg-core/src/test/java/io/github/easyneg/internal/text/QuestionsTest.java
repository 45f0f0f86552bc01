package io.github.easyneg.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

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
        "Πού είναι η Αθήνα;|Πού είναι η Αθήνα"
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
        "What is a/b?|What is ab?"
      })
  void anotherQuestionIsAnother(String both) {
    String[] texts = both.split("\\|", -1);
    assertThat(Fold.question(texts[0])).isNotEqualTo(Fold.question(texts[1]));
  }
}
