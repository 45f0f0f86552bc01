package io.github.easyneg.index;

import java.util.Collection;
import java.util.Map;

/**
 * What a persistent {@link VectorIndex} can do besides: hand out the vectors that it holds.
 * Passages found there are not embedded again, and any passage can be scored exactly in process,
 * which nearest-neighbour search cannot do for the least similar ones.
 */
public interface StoredVectors {

  /**
   * Returns the vectors of those of {@code ids} that the index holds.
   *
   * @return {@code float[dimension]} by id; ids not held are missing
   */
  Map<String, float[]> vectors(Collection<String> ids);
}
