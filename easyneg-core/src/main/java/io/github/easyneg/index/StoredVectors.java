package io.github.easyneg.index;

import java.util.Collection;
import java.util.Map;

/**
 * What a persistent {@link VectorIndex} can do besides: hand out the vectors that it holds.
 * Passages found there are not embedded again, and any passage can be scored exactly in process,
 * which nearest-neighbour search cannot do for the least similar ones.
 *
 * <p>Rules, each tested by {@code StoredVectorsContract} in easyneg-testkit:
 *
 * <ol>
 *   <li>A vector comes back as it was last put in, but perhaps at length one; one of length one
 *       comes back number by number, so that a second run mines what the first one did.
 *   <li>Ids that are not held are missing from the map; an id may be asked for twice.
 *   <li>What was stored is there for the next index that is opened on the same store.
 *   <li>{@link VectorIndex#open} refuses another dimension and another model.
 * </ol>
 */
public interface StoredVectors {

  /**
   * Returns the vectors of those of {@code ids} that the index holds.
   *
   * @return a new map, {@code float[dimension]} by id; ids not held are missing
   */
  Map<String, float[]> vectors(Collection<String> ids);
}
