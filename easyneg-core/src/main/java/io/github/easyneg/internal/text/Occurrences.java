package io.github.easyneg.internal.text;

import io.github.easyneg.internal.concurrent.Workers;
import io.github.easyneg.internal.io.Memory;
import io.github.easyneg.internal.io.SectionFile;
import io.github.easyneg.internal.io.SectionWriter;
import java.nio.IntBuffer;
import java.nio.LongBuffer;

/**
 * Which passages hold each word, those first in which it counts most: an inverted index ordered by
 * impact (Anh and Moffat, "Simplified similarity scoring using term ranks", 2005,
 * https://doi.org/10.1145/1076034.1076075). Four bytes for each word of each passage.
 *
 * <p>The passages of a word come in classes of its factor in BM25, from the highest down. A class
 * spans a quarter of an octave, so that its upper end is at most a quarter above any factor in it;
 * the last holds all that is below a sixteenth. A word of few passages has one class, which goes by
 * its highest factor.
 *
 * <p>A list begins with its classes: where each ends, or, for a word of few passages, which one it
 * is. Immutable once made; thread-safe.
 */
final class Occurrences {
  /** Classes of factors. */
  static final int CLASSES = 17;

  /** Passages of a word from which on its list has several classes. */
  private static final int MANY = 64;

  /** How often the start of a list is written down; others are counted from there. */
  private static final int EVERY = 16;

  /** Words are dealt into so many parts, each of which one thread fills. */
  private static final int PARTS = 16;

  private static final int CHUNK_BITS = 20;

  /** Where a list of one class keeps, next to its class, how many passages it has been given. */
  private static final int FILLED_SHIFT = 8;

  /** The highest class begins where floats begin to exceed 0.875: factors are below 1. */
  private static final int HIGHEST = Float.floatToRawIntBits(0.875f) >>> 21;

  private final WordTable documents;
  private final long[] starts;
  private final IntBlocks cells;

  private Occurrences(WordTable documents, long[] starts, IntBuffer[] cells) {
    this.documents = documents;
    this.starts = starts;
    this.cells = IntBlocks.of(cells);
  }

  /** Makes lists that are yet to be filled. */
  private static Occurrences empty(WordTable documents, Memory memory) {
    int slots = documents.slots();
    long[] starts = new long[slots / EVERY + 1];
    long total = 0;
    for (int slot = 0; slot < slots; slot++) {
      if (slot % EVERY == 0) {
        starts[slot / EVERY] = total;
      }
      total += length(documents.countAt(slot));
    }
    IntBuffer[] cells = new IntBuffer[(int) ((total >>> CHUNK_BITS) + 1)];
    for (int c = 0; c < cells.length; c++) {
      long left = total - ((long) c << CHUNK_BITS);
      cells[c] = memory.ints((int) Math.min(left, 1 << CHUNK_BITS));
    }
    return new Occurrences(documents, starts, cells);
  }

  /**
   * Makes the lists.
   *
   * @param documents how many passages hold each word; kept
   * @param memory where the lists lie
   */
  static Occurrences of(
      Terms terms, int passages, WordTable documents, Memory memory, Workers workers) {
    Occurrences made = empty(documents, memory);
    workers.forEach(PARTS, part -> made.fill(terms, passages, part));
    return made;
  }

  /** Writes this as sections. */
  void save(SectionWriter out) {
    out.write(LongBuffer.wrap(starts));
    out.end("lists");
    for (int chunk = 0; chunk < cells.count(); chunk++) {
      out.write(cells.block(chunk));
    }
    out.end("occurrences");
  }

  /**
   * Returns what was saved.
   *
   * @throws SectionFile.Damaged if a section is not there
   */
  static Occurrences open(SectionFile file, WordTable documents) throws SectionFile.Damaged {
    SectionFile.Section lists = file.section("lists");
    long[] starts = new long[(int) (lists.length() / Long.BYTES)];
    for (int i = 0; i < starts.length; i++) {
      starts[i] = lists.longAt(i);
    }
    SectionFile.Section occurrences = file.section("occurrences");
    long total = occurrences.length() / Integer.BYTES;
    IntBuffer[] cells = new IntBuffer[(int) ((total >>> CHUNK_BITS) + 1)];
    for (int c = 0; c < cells.length; c++) {
      long first = (long) c << CHUNK_BITS;
      cells[c] = occurrences.ints(first, (int) Math.min(total - first, 1 << CHUNK_BITS));
    }
    return new Occurrences(documents, starts, cells);
  }

  /** Fills the lists of the words of one part. */
  private void fill(Terms terms, int passages, int part) {
    int[] words = {};
    for (int p = 0; p < passages; p++) {
      words = terms.copy(p, words);
      for (int t = 0; t < terms.size(p); t++) {
        int word = words[t];
        if (part(word) == part) {
          int slot = documents.slot(word);
          long start = start(slot);
          int byClass = classOf(terms.factorAt(p, t));
          if (documents.countAt(slot) < MANY) {
            set(start, Math.max(cell(start), CLASSES - byClass));
          } else {
            set(start + byClass, cell(start + byClass) + 1);
          }
        }
      }
    }
    for (int slot = 0; slot < documents.slots(); slot++) {
      if (documents.countAt(slot) >= MANY && part(documents.keyAt(slot)) == part) {
        beginClasses(start(slot));
      }
    }
    for (int p = 0; p < passages; p++) {
      words = terms.copy(p, words);
      for (int t = 0; t < terms.size(p); t++) {
        int word = words[t];
        if (part(word) == part) {
          int slot = documents.slot(word);
          long start = start(slot);
          if (documents.countAt(slot) < MANY) {
            int header = cell(start);
            set(start + 1 + (header >>> FILLED_SHIFT), p);
            set(start, header + (1 << FILLED_SHIFT));
          } else {
            long ofClass = start + classOf(terms.factorAt(p, t));
            int at = cell(ofClass);
            set(ofClass, at + 1);
            set(start + CLASSES + at, p);
          }
        }
      }
    }
  }

  /** Turns the sizes of a list's classes into where each begins; filling moves them to the ends. */
  private void beginClasses(long start) {
    int before = 0;
    for (int c = 0; c < CLASSES; c++) {
      int size = cell(start + c);
      set(start + c, before);
      before += size;
    }
  }

  /** Returns the class of a factor: 0 for the highest. */
  static int classOf(float factor) {
    int down = HIGHEST - (Float.floatToRawIntBits(factor) >>> 21);
    return Math.max(0, Math.min(down, CLASSES - 1));
  }

  /** Returns a number that no factor of a class exceeds. */
  static float highestOf(int byClass) {
    return Float.intBitsToFloat((HIGHEST - byClass + 1) << 21);
  }

  /** Returns a number that no factor of a class is below. */
  static float lowestOf(int byClass) {
    return byClass == CLASSES - 1 ? 0 : Float.intBitsToFloat((HIGHEST - byClass) << 21);
  }

  /** Returns where the list of a word is, or -1 if no passage holds it. */
  int slot(int word) {
    return documents.slot(word);
  }

  /** Returns how many passages a list has. */
  int size(int slot) {
    return documents.countAt(slot);
  }

  /** Tells whether a list has several classes. */
  boolean hasClasses(int slot) {
    return documents.countAt(slot) >= MANY;
  }

  /** Returns the one class of a list that has not several. */
  int onlyClass(long start) {
    return CLASSES - (cell(start) & ((1 << FILLED_SHIFT) - 1));
  }

  /** Returns where a class ends in the list that begins at {@code start}. */
  int end(long start, int byClass) {
    return cell(start + byClass);
  }

  /** Returns where a list begins. */
  long start(int slot) {
    long start = starts[slot / EVERY];
    for (int s = slot - slot % EVERY; s < slot; s++) {
      start += length(documents.countAt(s));
    }
    return start;
  }

  /** Brings the beginning of a list into the processor's cache; what it returns says nothing. */
  int fetch(long start) {
    return cell(start);
  }

  /** Returns the {@code n}-th passage of the list that begins at {@code start}. */
  int passage(long start, boolean classes, int n) {
    return cell(start + (classes ? CLASSES : 1) + n);
  }

  private static int length(int passages) {
    return passages == 0 ? 0 : passages + (passages < MANY ? 1 : CLASSES);
  }

  private static int part(int word) {
    // Bits that the table of words does not start from: parts are even, whatever the table's size.
    return word >>> 28;
  }

  private int cell(long at) {
    return cells.get((int) (at >>> CHUNK_BITS), (int) at & ((1 << CHUNK_BITS) - 1));
  }

  private void set(long at, int value) {
    cells.set((int) (at >>> CHUNK_BITS), (int) at & ((1 << CHUNK_BITS) - 1), value);
  }
}
