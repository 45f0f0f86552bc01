package io.github.easyneg.index;

import io.github.easyneg.internal.text.NotNull;

/**
 * A passage found by a search.
 *
 * @param id the passage's id
 * @param cosine its cosine similarity to the query, in [-1, 1]
 */
public record Hit(String id, double cosine) {

  /** Refuses null. */
  public Hit {
    NotNull.check(id, "id");
  }
}
