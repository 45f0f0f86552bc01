package io.github.easyneg.internal.json;

/** Where bad rows go that a reader leaves out. Thread-safe. */
public interface Rejects {
  /** Begins a reading of all files. */
  Reading begin();

  /** Returns how many rows the last reading rejected that came to its end. */
  long rows();

  /** The bad rows of one reading, in order. For one thread. */
  interface Reading extends AutoCloseable {
    /**
     * Adds a row.
     *
     * @param file its name
     * @throws io.github.easyneg.data.DatasetFormatException if there are too many
     */
    void add(String file, BadRow row);

    /** The reading came to its end. */
    void finish();

    /** Leaves all as it was, if the reading did not come to its end. */
    @Override
    void close();
  }
}
