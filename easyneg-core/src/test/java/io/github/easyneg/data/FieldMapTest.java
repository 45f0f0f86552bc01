package io.github.easyneg.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldMapTest {

  @Test
  void whatIsPrintedIsReadAgain() {
    String text = "question=user_input,answer=reference,contexts=docs[*].text,positive=0";
    assertThat(FieldMap.parse(text)).hasToString(text);
    assertThat(FieldMap.parse(FieldMap.parse(text).toString())).isEqualTo(FieldMap.parse(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "answer=a,positives=p|the map has no question; write as in"
            + " question=user_input,answer=reference,contexts=docs[*].text,positive=0.",
        "question=q,question=r,positives=p|the map has question twice; give it once.",
        "question=q,kontext=c|a map has no \"kontext\"; use question, answer, contexts, positive,"
            + " positives, negatives, titles, ids.",
        "question=q,contexts=|the map has no field for contexts; write as in"
            + " question=user_input,answer=reference,contexts=docs[*].text,positive=0.",
        "question=q,contexts=c|the map has contexts, but does not say which is the positive; add"
            + " positive=0, positive=-1 for none, or the field that holds its number, as in"
            + " question=user_input,answer=reference,contexts=docs[*].text,positive=0.",
        "question=q,positive=0,positives=p|the map has positive, but no contexts that it counts;"
            + " add contexts=FIELD, as in"
            + " question=user_input,answer=reference,contexts=docs[*].text,positive=0.",
        "question=q|the map has no contexts; write as in"
            + " question=user_input,answer=reference,contexts=docs[*].text,positive=0, or"
            + " positives=FIELD.",
        "question=q,positives=p,ids=i|the map has titles or ids, but no contexts that they belong"
            + " to; add contexts=FIELD.",
        "question|the map has \"question\", which says nothing; write as in"
            + " question=user_input,answer=reference,contexts=docs[*].text,positive=0."
      })
  void whatCannotBeMeantIsRefused(String map, String message) {
    assertThatThrownBy(() -> FieldMap.parse(map))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void aFormatIsOneOfThoseThatAreKnown() {
    assertThatThrownBy(() -> InputFormat.of("xml"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "unknown input format \"xml\"; use one of auto, germanrag, columns, squad, dpr,"
                + " dpr-output, flag-embedding, sentence-transformers, tevatron, ragas,"
                + " llama-index, cohere-rerank, reranker-eval, nemo, or say which field is"
                + " what with a map.");
    assertThatThrownBy(() -> InputFormat.auto().withTitles("{title}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the pattern for titles is \"{title}\"; {text} must be in it once, and {title} once or"
                + " not at all.");
  }
}
