package io.github.easyneg.testkit;

import io.github.easyneg.index.ExactIndex;
import io.github.easyneg.index.VectorIndex;

/** The measure that other indexes are held against is held to their rules itself. */
final class ExactIndexContractTest extends StoredVectorsContract {
  private ExactIndex index = new ExactIndex();

  @Override
  protected VectorIndex emptyIndex() {
    index = new ExactIndex();
    return index;
  }

  @Override
  protected VectorIndex sameIndex() {
    // It lives as long as the program: what the next run sees is itself.
    return index;
  }
}
