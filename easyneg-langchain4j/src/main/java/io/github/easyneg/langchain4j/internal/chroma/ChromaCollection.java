package io.github.easyneg.langchain4j.internal.chroma;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A collection as the server describes it.
 *
 * @param id the server's id, a UUID
 * @param space how vectors are compared: {@code cosine}, {@code l2} or {@code ip}
 * @param dimension the length of its vectors; empty until the first is added
 * @param metadata what its makers noted
 */
record ChromaCollection(
    String id, String space, OptionalInt dimension, Map<String, Object> metadata) {
  static final String FINGERPRINT = "easyneg.fingerprint";
  static final String DIMENSION = "easyneg.dimension";

  /**
   * Returns the fingerprint of the model that it is for; empty if EasyNegatives never opened it.
   */
  Optional<String> fingerprint() {
    return Optional.ofNullable(metadata.get(FINGERPRINT)).map(Object::toString);
  }

  /** Returns the length of vectors that it holds, or was opened for. */
  OptionalInt expectedDimension() {
    return dimension.isEmpty() && metadata.get(DIMENSION) instanceof Number noted
        ? OptionalInt.of(noted.intValue())
        : dimension;
  }

  /**
   * Rejects a collection whose vectors cannot be compared with this model's.
   *
   * @param name the collection and its server, for messages
   * @throws IllegalStateException if space, dimension or model differ
   */
  void require(String name, int wantedDimension, String wantedFingerprint) {
    if (!space.equals("cosine")) {
      throw new IllegalStateException(
          name
              + " compares vectors by "
              + space
              + "; EasyNegatives needs cosine. Use another collection (a new one is made with"
              + " cosine), or delete this one.");
    }
    OptionalInt held = expectedDimension();
    if (held.isPresent() && held.getAsInt() != wantedDimension) {
      throw new IllegalStateException(
          name
              + " holds "
              + held.getAsInt()
              + "-dimension vectors; this embedder makes "
              + wantedDimension
              + ". Use another collection, or the embedder that filled it.");
    }
    Optional<String> filledBy = fingerprint();
    if (filledBy.isPresent() && !filledBy.get().equals(wantedFingerprint)) {
      throw new IllegalStateException(
          name
              + " holds vectors of the model '"
              + filledBy.get()
              + "'; this embedder is '"
              + wantedFingerprint
              + "'. Use another collection, or the embedder that filled it.");
    }
  }
}
