package io.github.easyneg.internal.json;

/** Where bad rows go that a reader leaves out. Any thread may ask. */
public interface Rejects {
  /** Characters that are kept of a line. */
  int TEXT = 4096;

  /** Begins a reading of all files. */
  Reading begin();

  /** Returns how many rows the last reading rejected that came to its end. */
  long rows();

  /** The bad rows of one reading, in order. For one thread. */
  interface Reading extends AutoCloseable {
    /**
     * Adds a row.
     *
     * @param line from 1
     * @param lastLine of what is left out; {@code line} unless it stretches over several
     * @param text what stands there; empty if that is not known
     * @throws io.github.easyneg.data.DatasetFormatException if there are too many
     */
    void add(String file, int line, int lastLine, String reason, String text);

    /** The reading came to its end. */
    void finish();

    /** Leaves all as it was, if the reading did not come to its end. */
    @Override
    void close();
  }
}
