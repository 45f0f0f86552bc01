package io.github.easyneg.internal.text;

import java.util.Arrays;

/**
 * Chooses passages at random, those with much in common with a question more often than others:
 * each with a probability in proportion to its <em>density</em>,
 *
 * <pre>
 * anywhere + sum over the question's words in it of min(1, holding + slope · weight · factor)
 * </pre>
 *
 * <p>where weight · factor is what a word adds to BM25, the factor rounded up to the end of its
 * class in {@link Occurrences}. So with {@code slope} x, {@code holding} y and nothing capped, the
 * density of a passage is at least anywhere + y + x · BM25 if it holds a word of the question.
 *
 * <p>Chosen as a mixture, of all passages alike and of each class of each word's list; a passage
 * that lies in several parts is chosen by way of each, so that densities add up. A density that is
 * a sum over words is what lists of single words can give; one that grows faster than BM25 would
 * take lists of words in common.
 *
 * <p>Passages that are known to score more than is asked for, by one word alone, are left out of
 * the words' lists.
 *
 * <p>Used by one thread, for one question after another.
 */
public final class Mixture {
  private static final int CLASSES = Occurrences.CLASSES;

  /** More than a sum of some thousand floats can be off. */
  private static final double ROUNDING = 1.001;

  private final Occurrences occurrences;
  private final Terms terms;
  private final int passages;

  private int[] words = new int[0];
  private float[] weights = new float[0];
  private int size;
  private int[] slots = new int[0];
  private long[] starts = new long[0];
  private double holders;
  private double scores;

  // Parts of words' lists, in one class each: of which word, in which class, where the list starts,
  // whether it has several classes, and which of its passages.
  private int used;
  private int[] word = new int[0];
  private int[] byClass = new int[0];
  private long[] start = new long[0];
  private boolean[] classes = new boolean[0];
  private int[] first = new int[0];
  private int[] count = new int[0];
  // What each passage of a part gets by way of it, and where the part ends, one part after another
  private double[] each = new double[0];
  private double[] ends = new double[0];

  private double anywhere;
  private boolean lists;
  private double density;

  // Written so that the compiler cannot leave out what brings lists into the cache.
  @SuppressWarnings("UnusedVariable")
  private long fetched;

  // [word · CLASSES + class]
  private double[] densities = new double[0];

  /** Makes room. */
  public Mixture(LexicalIndex index) {
    this.occurrences = index.occurrences();
    this.terms = index.terms();
    this.passages = index.size();
  }

  /**
   * Begins with a question; {@link #choose} or {@link #chooseAnywhere} must follow.
   *
   * @param top passages with a higher BM25 are not wanted; where one word alone takes all passages
   *     of a class above it, they have no density by way of that word
   */
  public void begin(LexicalIndex.Query query, double top) {
    words = query.words;
    weights = query.weights;
    size = query.size;
    makeRoom(size);
    // All lists are found before the first is looked at: they are far apart in memory, and the
    // processor waits for all at once.
    for (int w = 0; w < size; w++) {
      slots[w] = occurrences.slot(words[w]);
      starts[w] = occurrences.start(slots[w]);
      fetched += occurrences.fetch(starts[w]);
    }
    used = 0;
    holders = 0;
    scores = 0;
    for (int w = 0; w < size; w++) {
      int slot = slots[w];
      long listStart = starts[w];
      if (occurrences.hasClasses(slot)) {
        int end = 0;
        for (int c = 0; c < CLASSES; c++) {
          int before = end;
          end = occurrences.end(listStart, c);
          // One word adds no more than all together do, in floats too.
          if (weights[w] * Occurrences.lowestOf(c) > top) {
            densities[w * CLASSES + c] = 0;
          } else {
            addPart(w, c, listStart, true, before, end - before);
          }
        }
      } else {
        int only = occurrences.onlyClass(listStart);
        addPart(w, only, listStart, false, 0, occurrences.size(slot));
      }
    }
  }

  private void makeRoom(int ofWords) {
    int room = ofWords * CLASSES;
    if (word.length < room) {
      slots = new int[ofWords];
      starts = new long[ofWords];
      word = new int[room];
      byClass = new int[room];
      start = new long[room];
      classes = new boolean[room];
      first = new int[room];
      count = new int[room];
      each = new double[room];
      ends = new double[room];
      densities = new double[room];
    }
  }

  private void addPart(
      int ofWord, int inClass, long listStart, boolean several, int from, int size) {
    if (size > 0) {
      word[used] = ofWord;
      byClass[used] = inClass;
      start[used] = listStart;
      classes[used] = several;
      first[used] = from;
      count[used++] = size;
      holders += size;
      scores += (double) weights[ofWord] * Occurrences.highestOf(inClass) * size;
    }
  }

  /**
   * Returns how many passages hold a word of the question, summed over its words, without those
   * that are known to score too much.
   */
  public double holders() {
    return holders;
  }

  /**
   * Returns the passages that hold a word of the question, ascending, each once; without those that
   * are known to score too much.
   */
  public int[] holding() {
    int[] all = new int[(int) holders];
    int n = 0;
    for (int part = 0; part < used; part++) {
      for (int i = 0; i < count[part]; i++) {
        all[n++] = occurrences.passage(start[part], classes[part], first[part] + i);
      }
    }
    Arrays.sort(all);
    int distinct = 0;
    for (int i = 0; i < n; i++) {
      if (i == 0 || all[i] != all[i - 1]) {
        all[distinct++] = all[i];
      }
    }
    return Arrays.copyOf(all, distinct);
  }

  /** Returns the sum of all passages' BM25, each factor rounded up to the end of its class. */
  public double scores() {
    return scores;
  }

  /** Makes all passages equally likely, each with density 1. */
  public void chooseAnywhere() {
    anywhere = 1;
    lists = false;
  }

  /**
   * Sets the densities.
   *
   * @param anywhere of a passage without a word of the question, above 0
   * @param holding what each word adds
   * @param slope what each unit of BM25 adds
   */
  public void choose(double anywhere, double holding, double slope) {
    this.anywhere = anywhere;
    this.lists = true;
    double end = anywhere * passages;
    for (int part = 0; part < used; part++) {
      int w = word[part];
      double perFactor = ROUNDING * slope * weights[w];
      each[part] = Math.min(1, holding + perFactor * Occurrences.highestOf(byClass[part]));
      end += each[part] * count[part];
      ends[part] = end;
      if (classes[part]) {
        densities[w * CLASSES + byClass[part]] = each[part];
      } else {
        // Passages whose own class is lower are chosen as often.
        Arrays.fill(densities, w * CLASSES, (w + 1) * CLASSES, each[part]);
      }
    }
  }

  /** Returns the sum of all passages' densities. */
  public double total() {
    return lists && used > 0 ? ends[used - 1] : anywhere * passages;
  }

  /**
   * Returns which part of the mixture a number falls into.
   *
   * @param at evenly distributed in (0, {@link #total})
   * @return -1 for all passages, else a part of a word's list
   */
  public int part(double at) {
    if (!lists || at < anywhere * passages) {
      return -1;
    }
    // A binary search without a branch that the processor would have to guess.
    int part = 0;
    for (int left = used; left > 1; ) {
      int half = left >>> 1;
      part = ends[part + half - 1] <= at ? part + half : part;
      left -= half;
    }
    return part;
  }

  /** Returns the passage that a number in a part of the mixture stands for. */
  public int passage(int part, double at) {
    if (part < 0) {
      return Math.min((int) (at / anywhere), passages - 1);
    }
    double before = part == 0 ? anywhere * passages : ends[part - 1];
    int n = Math.min((int) ((at - before) / each[part]), count[part] - 1);
    return occurrences.passage(start[part], classes[part], first[part] + n);
  }

  /** Returns a lower bound of the density of every passage of a part. */
  public double densityAtLeast(int part) {
    return part < 0 ? anywhere : anywhere + each[part];
  }

  /** Returns the BM25 of the question and a passage, and finds the passage's {@link #density}. */
  public float bm25(int passage) {
    float sum = 0;
    double found = anywhere;
    for (int w = 0; w < size; w++) {
      float factor = terms.factor(passage, words[w]);
      sum += weights[w] * factor;
      if (lists && factor > 0) {
        found += densities[w * CLASSES + Occurrences.classOf(factor)];
      }
    }
    density = found;
    return sum;
  }

  /** Returns the density of the passage that was scored last. */
  public double density() {
    return density;
  }
}
