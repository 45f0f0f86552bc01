package io.github.easyneg.index;

/**
 * A passage found by a search.
 *
 * @param id the passage's id
 * @param cosine its cosine similarity to the query, in [-1, 1]
 */
public record Hit(String id, double cosine) {}
