package io.github.easyneg.internal.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.easyneg.internal.concurrent.Workers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What many questions begin with tells as little as what many passages have. */
class QuestionTermsTest {
  private static QuestionTerms.Sample sample(List<String> questions) {
    QuestionTerms.Sample sample = new QuestionTerms.Sample();
    questions.forEach(sample::add);
    return sample;
  }

  private static int word(String text) {
    return Words.of(text)[0];
  }

  private static List<String> questions(int count) {
    List<String> questions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      questions.add((i % 4 == 0 ? "Which" : "Welche") + " topic" + i + " topic" + i % 50 + "?");
    }
    return questions;
  }

  @Test
  void aWordsIdfIsThatAmongQuestions() {
    QuestionTerms terms = sample(questions(400)).terms();
    assertThat(terms.idf(word("which"))).isCloseTo(Math.log(1 + 300.5 / 100.5), within(1e-9));
    assertThat(terms.idf(word("welche"))).isCloseTo(Math.log(1 + 100.5 / 300.5), within(1e-9));
  }

  @Test
  void aWordOfFewQuestionsIsNotKnownToBeInMany() {
    QuestionTerms terms = sample(questions(400)).terms();
    assertThat(terms.idf(word("topic7"))).isInfinite();
    assertThat(sample(questions(9)).terms().idf(word("welche"))).isInfinite();
  }

  @Test
  void theSameQuestionCountsOnce() {
    List<String> questions = questions(40);
    QuestionTerms once = sample(questions).terms();
    for (int i = 0; i < 500; i++) {
      questions.add("Which topic0 topic0?");
    }
    assertThat(sample(questions).terms().idf(word("which"))).isEqualTo(once.idf(word("which")));
  }

  @Test
  void anotherSpellingOfAQuestionIsNotAnother() {
    List<String> questions = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      questions.add("Where is tower" + i + "?");
    }
    for (String mark : List.of("", "?", "??", " ?", "!", "...")) {
      questions.add("Where is tower0" + mark);
      questions.add("where IS Tower0" + mark);
    }
    assertThat(sample(questions).terms().idf(word("where"))).isInfinite();
    questions.add("Where is tower10?");
    assertThat(sample(questions).terms().idf(word("where"))).isFinite();
  }

  @Test
  void aLongQuestionIsNotKeptInFull() throws IOException {
    StringBuilder question = new StringBuilder("Where ");
    for (int i = 0; i < 100_000; i++) {
      question.append("word").append(i).append(' ');
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    sample(List.of(question.toString())).write(new DataOutputStream(bytes));
    assertThat(bytes.size()).isLessThan(300);
  }

  @Test
  void manyQuestionsInPartsAndInAnyOrderGiveTheSame() throws IOException {
    List<String> questions = questions(20_000);
    QuestionTerms together = sample(questions).terms();
    Collections.shuffle(questions, new Random(1));
    QuestionTerms.Sample parts = new QuestionTerms.Sample();
    for (int part = 0; part < 4; part++) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      sample(questions.subList(part * 5000, (part + 1) * 5000)).write(new DataOutputStream(bytes));
      parts.addAll(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    }
    assertThat(bytes(parts.terms())).isEqualTo(bytes(together));
    QuestionTerms read =
        QuestionTerms.read(new DataInputStream(new ByteArrayInputStream(bytes(together))));
    assertThat(bytes(read)).isEqualTo(bytes(together));
    assertThat(read.idf(word("which"))).isCloseTo(Math.log(4), within(0.3));
  }

  private static byte[] bytes(QuestionTerms terms) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    terms.write(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  @Test
  void aPassageWithAWordThatManyQuestionsHaveIsNearToNoneOfThemForThat() {
    QuestionTerms terms = sample(questions(400)).terms();
    List<String> passages = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      passages.add("filler" + i + " of " + (i == 0 ? "which" : i == 1 ? "topic3" : "nothing"));
    }
    try (Workers one = new Workers(1)) {
      LexicalIndex index = LexicalIndex.of(passages, one);
      String question = "Which topic3?";
      LexicalIndex.Query plain = index.query(question, QuestionTerms.NONE);
      assertThat(plain.bm25(0)).isEqualTo(plain.bm25(1));
      LexicalIndex.Query query = index.query(question, terms);
      assertThat(query.bm25(1)).isEqualTo(plain.bm25(1));
      assertThat((double) query.bm25(0))
          .isCloseTo(
              plain.bm25(0) * Math.log(1 + 300.5 / 100.5) / Math.log(1 + 299.5 / 1.5),
              within(1e-5));
    }
  }
}
