package io.github.easyneg.format;

import io.github.easyneg.data.Passage;

/**
 * A format whose records name passages by their ids, so that a second file must hold the passages:
 * each distinct passage of the data set once.
 */
public interface CorpusFormat extends OutputFormat {

  /** Returns the record of one passage in that file. */
  OutputRecord corpusRecord(Passage passage);
}
