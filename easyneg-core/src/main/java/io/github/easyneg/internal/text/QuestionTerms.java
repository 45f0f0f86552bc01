package io.github.easyneg.internal.text;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
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

  /** So many different words of a question are looked at. */
  private static final int WORDS = 64;

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

  /**
   * Some of the questions: those whose hashes are least, in any order. Of each its words are kept,
   * as hashes, and no more than {@link #WORDS}, so that the sample is small however long questions
   * are.
   */
  public static final class Sample {
    private final TreeMap<Long, Sampled> questions = new TreeMap<>();

    /**
     * A question.
     *
     * @param folded a hash that is equal for questions that are the same
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Sampled(long folded, int[] words) {}

    /** Looks at a question. */
    public void add(String question) {
      long hash = Fold.exactHash(question);
      if (mayEnter(hash)) {
        int[] words = Arrays.stream(Words.of(question)).distinct().limit(WORDS).toArray();
        put(hash, new Sampled(Fold.questionHash(question), words));
      }
    }

    private boolean mayEnter(long hash) {
      return questions.size() < SAMPLE || questions.lastKey() > hash;
    }

    private void put(long hash, Sampled question) {
      questions.put(hash, question);
      if (questions.size() > SAMPLE) {
        questions.pollLastEntry();
      }
    }

    /** Writes the questions, for {@link #addAll} of another one. */
    public void write(DataOutput out) throws IOException {
      out.writeInt(questions.size());
      for (Map.Entry<Long, Sampled> one : questions.entrySet()) {
        out.writeLong(one.getKey());
        out.writeLong(one.getValue().folded());
        out.writeInt(one.getValue().words().length);
        for (int word : one.getValue().words()) {
          out.writeInt(word);
        }
      }
    }

    /** Adds the questions of another one. */
    public void addAll(DataInput in) throws IOException {
      for (int left = in.readInt(); left > 0; left--) {
        long hash = in.readLong();
        long folded = in.readLong();
        int[] words = new int[in.readInt()];
        for (int i = 0; i < words.length; i++) {
          words[i] = in.readInt();
        }
        if (mayEnter(hash)) {
          put(hash, new Sampled(folded, words));
        }
      }
    }

    /**
     * Returns the words that many of them have; the same question in another spelling counts once.
     */
    public QuestionTerms terms() {
      Map<Integer, Integer> counts = new TreeMap<>();
      Set<Long> counted = new HashSet<>();
      for (Sampled question : questions.values()) {
        if (counted.add(question.folded())) {
          Arrays.stream(question.words()).forEach(word -> counts.merge(word, 1, Integer::sum));
        }
      }
      counts.values().removeIf(count -> count < LEAST);
      int[] words = counts.keySet().stream().mapToInt(Integer::intValue).toArray();
      double[] idfs =
          counts.values().stream().mapToDouble(n -> LexicalIndex.idf(n, counted.size())).toArray();
      return new QuestionTerms(words, idfs);
    }
  }
}
