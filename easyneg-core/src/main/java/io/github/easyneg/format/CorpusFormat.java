package io.github.easyneg.format;

import io.github.easyneg.data.Passage;
import io.github.easyneg.internal.io.Sibling;
import java.nio.file.Path;

/**
 * A format whose records name passages by their ids, so that a second file must hold the passages:
 * each distinct passage of the data set once.
 */
public interface CorpusFormat extends OutputFormat {

  /** Returns the record of one passage in that file. */
  OutputRecord corpusRecord(Passage passage);

  /**
   * Returns where the passages go: by default {@code train.corpus.jsonl} next to {@code
   * train.jsonl}. Its folder is made if need be.
   *
   * @param file where the records go
   */
  default Path corpusFile(Path file) {
    return Sibling.of(file, "corpus");
  }
}
