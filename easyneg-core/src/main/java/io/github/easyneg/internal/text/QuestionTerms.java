package io.github.easyneg.internal.text;

import io.github.easyneg.internal.io.DataTexts;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Words that many questions have, and how little each tells: its idf among questions.
 *
 * <p>A passage that has the word <i>which</i> has something in common with every question that asks
 * so. By its idf among passages alone, which is high, for few passages have it, that passage would
 * be near to all of those questions, and be drawn for them again and again: a hub
 * (Radovanovi\u0107, Nanopoulos and Ivanovi\u0107, "Hubs in Space", JMLR 11, 2010). So a word
 * weighs no more than it tells among questions. What words these are is found out in any language.
 *
 * <p>Immutable; thread-safe.
 */
public final class QuestionTerms {
  /** No word is known to be in many questions. */
  public static final QuestionTerms NONE = new QuestionTerms(new int[0], new double[0]);

  /** So many different questions are looked at. */
  private static final int SAMPLE = 1024;

  /** A word in fewer of them is not known to be in many: its idf would be a guess. */
  private static final int LEAST = 10;

  private final int[] words;
  private final double[] idfs;

  private QuestionTerms(int[] words, double[] idfs) {
    this.words = words;
    this.idfs = idfs;
  }

  /** Returns a word's idf among questions; infinite where it is not in many. */
  double idf(int word) {
    int at = Arrays.binarySearch(words, word);
    return at < 0 ? Double.POSITIVE_INFINITY : idfs[at];
  }

  /** Writes this, for {@link #read}. */
  public void write(DataOutput out) throws IOException {
    out.writeInt(words.length);
    for (int i = 0; i < words.length; i++) {
      out.writeInt(words[i]);
      out.writeDouble(idfs[i]);
    }
  }

  /** Reads what {@link #write} wrote. */
  public static QuestionTerms read(DataInput in) throws IOException {
    int[] words = new int[in.readInt()];
    double[] idfs = new double[words.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = in.readInt();
      idfs[i] = in.readDouble();
    }
    return new QuestionTerms(words, idfs);
  }

  /** Some of the questions, each once: those whose hashes are least, in any order. */
  public static final class Sample {
    private final TreeMap<Long, String> questions = new TreeMap<>();

    /** Looks at a question. */
    public void add(String question) {
      add(Fold.exactHash(question), question);
    }

    private void add(long hash, String question) {
      if (questions.size() == SAMPLE && questions.lastKey() <= hash) {
        return;
      }
      questions.put(hash, question);
      if (questions.size() > SAMPLE) {
        questions.pollLastEntry();
      }
    }

    /** Writes the questions, for {@link #addAll} of another one. */
    public void write(DataOutput out) throws IOException {
      out.writeInt(questions.size());
      for (Map.Entry<Long, String> one : questions.entrySet()) {
        out.writeLong(one.getKey());
        DataTexts.write(out, one.getValue());
      }
    }

    /** Adds the questions of another one. */
    public void addAll(DataInput in) throws IOException {
      for (int left = in.readInt(); left > 0; left--) {
        long hash = in.readLong();
        add(hash, DataTexts.read(in));
      }
    }

    /** Returns the words that many of them have. */
    public QuestionTerms terms() {
      Map<Integer, Integer> counts = new TreeMap<>();
      for (String question : questions.values()) {
        Arrays.stream(Words.of(question))
            .distinct()
            .forEach(word -> counts.merge(word, 1, Integer::sum));
      }
      counts.values().removeIf(count -> count < LEAST);
      int[] words = counts.keySet().stream().mapToInt(Integer::intValue).toArray();
      double[] idfs =
          counts.values().stream()
              .mapToDouble(n -> LexicalIndex.idf(n, questions.size()))
              .toArray();
      return new QuestionTerms(words, idfs);
    }
  }
}
