package io.github.easyneg.internal.text;

import io.github.easyneg.internal.concurrent.Workers;
import io.github.easyneg.internal.io.Memory;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How much questions and texts have in common, by BM25 over words that are cut to their first
 * letters, weighed by how unusual they are in a few texts.
 *
 * <p>Cutting words to five letters is a stemmer for all alphabets: McNamee, Nicholas and Mayfield,
 * "Addressing Morphological Variation in Alphabetic Languages", SIGIR 2009. It is coarser than a
 * stemmer of one language, and parts compounds from their later words.
 *
 * <p>Immutable; thread-safe.
 */
public final class CutWords {
  private static final int LETTERS = 5;

  private final LexicalIndex index;
  private final Postings postings;
  private final float average;

  private CutWords(LexicalIndex index, Postings postings, float average) {
    this.index = index;
    this.postings = postings;
    this.average = average;
  }

  /** Weighs words by how many of these texts have them. */
  public static CutWords of(List<String> texts) {
    LexicalIndex.Builder builder = new LexicalIndex.Builder(Memory.HEAP);
    double words = 0;
    for (String text : texts) {
      int[] cut = Words.beginnings(text, LETTERS);
      words += cut.length;
      builder.add(cut);
    }
    try (Workers one = new Workers(1)) {
      LexicalIndex index = builder.build(one);
      int[] all = IntStream.range(0, texts.size()).toArray();
      return new CutWords(index, index.postings(all), (float) (words / texts.size()));
    }
  }

  /** Prepares a question. A word of it that none of the few texts has weighs most. */
  public Question question(String question) {
    return new Question(index.queryOfAnyText(Words.beginnings(question, LETTERS)));
  }

  /** A question to hold texts against. */
  public final class Question {
    private final LexicalIndex.Query query;

    private Question(LexicalIndex.Query query) {
      this.query = query;
    }

    /**
     * Writes what each of the few texts has in common with the question, 0 or more.
     *
     * @param bm25 of which the first are overwritten, as many as there are texts
     */
    public void bm25(float[] bm25) {
      postings.bm25(query, bm25);
    }

    /** Returns the same of any text. */
    public float bm25(String text) {
      return query.bm25Of(Words.beginnings(text, LETTERS), average);
    }
  }
}
