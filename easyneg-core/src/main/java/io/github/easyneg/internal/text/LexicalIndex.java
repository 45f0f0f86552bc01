package io.github.easyneg.internal.text;

import io.github.easyneg.internal.concurrent.Workers;
import io.github.easyneg.internal.io.Memory;
import io.github.easyneg.internal.io.SectionFile;
import io.github.easyneg.internal.io.SectionWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which words are in which passage, and how much a question and a passage have in common: BM25.
 *
 * <p>Weights as in Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and
 * Beyond", 2009 (https://doi.org/10.1561/1500000019), k1 = 1.2, b = 1, with the idf that cannot
 * become negative, ln(1 + (N - df + 0.5) / (df + 0.5)), and is never above that among questions
 * ({@link QuestionTerms}).
 *
 * <p>Immutable; thread-safe.
 */
public final class LexicalIndex {
  private static final float K1 = 1.2f;

  // Lengths count in full: with the usual 0.75, long passages rank high for every question and are
  // drawn again and again. Measured in docs/concepts.
  private static final float B = 1;

  // More than a sum of some thousand floats can be off.
  private static final float ROUNDING = 1.001f;

  /** A logarithm takes longer than all else that is done for a word; these take 512 KiB. */
  private static final int MOST_IDFS = 1 << 16;

  private final int passages;
  private final Terms terms;
  private final WordTable documents;
  private final Occurrences occurrences;

  /** By how many passages have it, the idf of a word that no more than so many have. */
  private final double[] idfs;

  private LexicalIndex(int passages, Terms terms, WordTable documents, Occurrences occurrences) {
    this.passages = passages;
    this.terms = terms;
    this.documents = documents;
    this.occurrences = occurrences;
    this.idfs = new double[Math.min(passages + 1, MOST_IDFS)];
    Arrays.setAll(idfs, df -> idf(df, passages));
  }

  /** Indexes passages; {@code texts.get(i)} is passage {@code i} from then on. */
  public static LexicalIndex of(List<String> texts, Workers workers) {
    int n = texts.size();
    TermsBlock[] blocks = new TermsBlock[Terms.blocks(n)];
    workers.forEach(
        blocks.length,
        block -> {
          TermsBlock.Filler filler = new TermsBlock.Filler();
          int first = block * Terms.BLOCK;
          for (int i = first; i < Math.min(first + Terms.BLOCK, n); i++) {
            filler.add(Words.of(texts.get(i)));
          }
          blocks[block] = filler.block(Memory.HEAP);
        });
    return of(List.of(blocks), n, Memory.HEAP, workers);
  }

  private static LexicalIndex of(
      List<TermsBlock> blocks, int passages, Memory memory, Workers workers) {
    Terms terms = Terms.of(blocks);
    IntCounter counter = new IntCounter();
    for (int i = 0; i < passages; i++) {
      terms.countInto(counter, i);
    }
    WordTable documents = counter.table(memory);
    return new LexicalIndex(
        passages, terms, documents, Occurrences.of(terms, passages, documents, memory, workers));
  }

  /** Indexes passages that come one after the other. For one thread. */
  public static final class Builder {
    private final Memory memory;
    private final List<TermsBlock> blocks = new ArrayList<>();
    private TermsBlock.Filler filler = new TermsBlock.Filler();
    private int passages;

    /**
     * Makes an empty value.
     *
     * @param memory where what grows with the passages lies
     */
    public Builder(Memory memory) {
      this.memory = memory;
    }

    /** Adds the next passage's {@link Words}, which are sorted here. */
    public void add(int[] words) {
      filler.add(words);
      passages++;
      if (filler.passages() == Terms.BLOCK) {
        endBlock();
      }
    }

    private void endBlock() {
      blocks.add(filler.block(memory));
      filler = new TermsBlock.Filler();
    }

    /** Returns the index; this builder is used up. */
    public LexicalIndex build(Workers workers) {
      if (filler.passages() > 0) {
        endBlock();
      }
      return of(blocks, passages, memory, workers);
    }
  }

  /** Writes all of this as sections. */
  public void save(SectionWriter out) {
    terms.save(out);
    documents.save(out);
    occurrences.save(out);
  }

  /**
   * Returns an index that was saved.
   *
   * @throws SectionFile.Damaged if one of its sections is not there
   */
  public static LexicalIndex open(SectionFile file) throws SectionFile.Damaged {
    Terms terms = Terms.open(file);
    WordTable documents = WordTable.open(file);
    return new LexicalIndex(terms.passages(), terms, documents, Occurrences.open(file, documents));
  }

  /**
   * Returns what a passage's length adds to a count in BM25's denominator.
   *
   * @param average the words of a passage, on average
   */
  static float lengthPart(int words, float average) {
    return K1 * (1 - B + B * words / average);
  }

  /** Returns how many passages are indexed. */
  public int size() {
    return passages;
  }

  /** Tells whether {@code word} is in {@code passage}. */
  boolean holds(int passage, int word) {
    return terms.holds(passage, word);
  }

  /**
   * Makes {@link Query#bm25AtMost} of some passages quick: passages at random are far apart in
   * memory, and several are fetched in the time of one.
   *
   * @param count how many of the passages to take
   * @return a number that says nothing; it must be kept, or the compiler leaves the fetching out
   */
  public long fetchForBound(int[] some, int count) {
    long fetched = 0;
    for (int i = 0; i < count; i++) {
      fetched += terms.fetchSignature(some[i]);
    }
    return fetched;
  }

  /** The same for {@link Query#bm25}. */
  public long fetch(int[] some, int count) {
    long fetched = 0;
    for (int i = 0; i < count; i++) {
      fetched += terms.fetchTerms(some[i]);
    }
    return fetched;
  }

  private double idf(int df) {
    return df < idfs.length ? idfs[df] : idf(df, passages);
  }

  /** Returns a word's idf where {@code df} of {@code texts} texts have it. */
  static double idf(int df, int texts) {
    return StrictMath.log1p((texts - df + 0.5) / (df + 0.5));
  }

  /**
   * Prepares a question.
   *
   * @param common words that many questions have; each weighs what it tells among questions at most
   */
  public Query query(String question, QuestionTerms common) {
    return query(Words.of(question), common);
  }

  /**
   * Prepares a question of some words, which are sorted here; one that no passage has is left out.
   */
  Query query(int[] words, QuestionTerms common) {
    return query(words, common, 1);
  }

  /**
   * Prepares a question to hold texts against that are not in the index: a word that no passage has
   * weighs most.
   *
   * @param words are sorted here
   */
  Query queryOfAnyText(int[] words) {
    return query(words, QuestionTerms.NONE, 0);
  }

  private Query query(int[] words, QuestionTerms common, int leastDocuments) {
    Arrays.sort(words);
    float[] weights = new float[words.length];
    int used = 0;
    for (int w = 0; w < words.length; ) {
      int end = w + 1;
      while (end < words.length && words[end] == words[w]) {
        end++;
      }
      int df = documents.get(words[w]);
      if (df >= leastDocuments) {
        double idf = Math.min(idf(df), common.idf(words[w]));
        weights[used] = (float) ((end - w) * idf * (K1 + 1));
        words[used++] = words[w];
      }
      w = end;
    }
    return new Query(words, weights, used);
  }

  /**
   * Tells whether the words that are in both passages are at least a share of those that are in
   * either (the Jaccard index).
   *
   * @param share in [0, 1]
   */
  boolean shareWords(int one, int other, double share) {
    return terms.share(one, other, share);
  }

  /**
   * Tells whether one passage nearly repeats the other: the words that are in both are at least a
   * share of those that are in either (the Jaccard index), counted word by word and also by how
   * unusual each is. A frame that all passages have is not what makes two of them alike.
   *
   * @param share in [0, 1]
   */
  public boolean nearlyRepeats(int one, int other, double share) {
    return shareWords(one, other, share) && unusualInCommon(one, other) >= share;
  }

  private double unusualInCommon(int one, int other) {
    double either = 0;
    double both = 0;
    for (int word : terms.of(one)) {
      double weight = unusual(documents.get(word));
      either += weight;
      both += terms.holds(other, word) ? weight : 0;
    }
    for (int word : terms.of(other)) {
      either += terms.holds(one, word) ? 0 : unusual(documents.get(word));
    }
    return either == 0 ? 1 : both / either;
  }

  /**
   * Returns the square of a word's idf: next to nothing for one that all passages have.
   *
   * @param df how many passages have it
   */
  private double unusual(int df) {
    double idf = idf(df);
    return idf * idf;
  }

  /** Returns how many distinct words a passage has. */
  int distinctWords(int passage) {
    return terms.size(passage);
  }

  /** Returns an upper bound of how many distinct words of {@code passage} are in {@code other}. */
  int sharedWordsAtMost(int passage, int other) {
    return terms.size(passage) - terms.missing(passage, other);
  }

  /** Weighs a passage's words. */
  Weighted weighted(int passage) {
    return new Weighted(terms.of(passage));
  }

  /** Weighs some words. */
  Weighted weighted(int[] words) {
    return new Weighted(Arrays.stream(words).sorted().distinct().toArray());
  }

  /** Distinct words and how unusual each is. */
  final class Weighted {
    private final int[] words;
    private final float[] weights;
    private final double total;

    private Weighted(int[] words) {
      this.words = words;
      this.weights = new float[words.length];
      // All look-ups before the first logarithm: they are far apart in memory, and the processor
      // waits for all at once.
      int[] found = new int[words.length];
      for (int i = 0; i < words.length; i++) {
        found[i] = documents.get(words[i]);
      }
      double sum = 0;
      for (int i = 0; i < words.length; i++) {
        weights[i] = (float) unusual(found[i]);
        sum += weights[i];
      }
      this.total = sum;
    }

    /** Tells whether a share of these may be in a passage; {@code false} is certain. */
    boolean mayBeIn(int passage, double share) {
      return terms.sumAtMost(passage, words, weights) * ROUNDING >= share * total;
    }

    /** Returns what share of these is in a passage, by weight; 0 where there are none. */
    double sharedWith(int passage) {
      double shared = 0;
      for (int i = 0; i < words.length; i++) {
        shared += terms.holds(passage, words[i]) ? weights[i] : 0;
      }
      return total == 0 ? 0 : shared / total;
    }
  }

  /**
   * Returns where each word stands among {@code sample}, for many questions against few passages.
   */
  public Postings postings(int[] sample) {
    return Postings.of(terms, sample);
  }

  Terms terms() {
    return terms;
  }

  Occurrences occurrences() {
    return occurrences;
  }

  /**
   * A question's words, ascending, and their weights; mostly those alone that are in the corpus.
   */
  public final class Query {
    final int[] words;
    final float[] weights;
    final int size;

    /** Takes the first {@code size} words and weights. */
    Query(int[] words, float[] weights, int size) {
      this.words = words;
      this.weights = weights;
      this.size = size;
    }

    /** Returns the BM25 of this question and {@code passage}, 0 or more. */
    public float bm25(int passage) {
      float sum = 0;
      for (int w = 0; w < size; w++) {
        sum += weights[w] * terms.factor(passage, words[w]);
      }
      return sum;
    }

    /**
     * Returns the BM25 of this question and a text that is not in the index.
     *
     * @param text its words, which are sorted here
     * @param average the words of a passage, on average
     */
    float bm25Of(int[] text, float average) {
      Arrays.sort(text);
      float lengthPart = lengthPart(text.length, average);
      float sum = 0;
      for (int w = 0, at = 0; w < size; w++) {
        while (at < text.length && text[at] < words[w]) {
          at++;
        }
        int count = 0;
        while (at < text.length && text[at] == words[w]) {
          at++;
          count++;
        }
        count = Math.min(count, Byte.MAX_VALUE);
        sum += weights[w] * (count / (count + lengthPart));
      }
      return sum;
    }

    /** Returns an upper bound of {@link #bm25}, for much less. */
    public float bm25AtMost(int passage) {
      return ROUNDING * terms.weightAtMost(passage, words, weights, size);
    }
  }
}
