package io.github.easyneg.langchain4j.internal.store;

import io.github.easyneg.index.VectorIndex.Entry;
import java.util.ArrayList;
import java.util.List;

/**
 * What fits into one call to a store: Chroma takes a request of about 40 MB. A batch stays below 30
 * MB and 1000 entries, so that a retry costs little and a slow server answers in time.
 */
public final class Batches {
  private static final int MOST_ENTRIES = 1_000;
  private static final long MOST_BYTES = 30_000_000;
  // "-0.012345678," is how a number of a normalised vector looks, and 6 bytes are its Base64.
  private static final int BYTES_PER_NUMBER = 20;
  // UTF-8 takes at most 3 bytes for a UTF-16 unit, JSON's escapes 2, and 6 for a control character.
  private static final int BYTES_PER_CHAR = 3;
  private static final int BYTES_PER_CONTROL = 6;

  private Batches() {}

  /**
   * Cuts entries into batches, in order; an entry that is too large for any is a batch of its own.
   *
   * @param most how many entries the server takes at a time
   */
  public static List<List<Entry>> of(List<Entry> entries, int most) {
    int mostEntries = Math.min(most, MOST_ENTRIES);
    List<List<Entry>> batches = new ArrayList<>();
    int start = 0;
    long bytes = 0;
    for (int i = 0; i < entries.size(); i++) {
      long more = bytes(entries.get(i));
      if (i > start && (i - start == mostEntries || bytes + more > MOST_BYTES)) {
        batches.add(entries.subList(start, i));
        start = i;
        bytes = 0;
      }
      bytes += more;
    }
    if (start < entries.size()) {
      batches.add(entries.subList(start, entries.size()));
    }
    return batches;
  }

  /** Returns how many vectors to read at a time. */
  public static int page(int dimension) {
    return (int)
        Math.max(1, Math.min(MOST_ENTRIES, MOST_BYTES / ((long) dimension * BYTES_PER_NUMBER)));
  }

  /** Estimates an entry's JSON, from above. */
  public static long bytes(Entry entry) {
    String text = entry.passage().text();
    long bytes = (long) entry.vector().length * BYTES_PER_NUMBER + 100;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      bytes += c < ' ' ? BYTES_PER_CONTROL : BYTES_PER_CHAR;
    }
    return bytes;
  }
}
