package io.github.easyneg.internal.ground;

import io.github.easyneg.internal.math.VectorMatrix;
import java.util.Arrays;

/**
 * Vectors of length one that grow in number: matrices of some thousand rows, one after the other.
 * For one thread that adds; others may read what was added before they came to know its place.
 */
final class VectorSegments {
  private static final int ROWS = 8192;

  private final Room room;
  private volatile VectorMatrix[] segments = {};
  private int size;

  VectorSegments(Room room) {
    this.room = room;
  }

  /** Adds a vector and returns its place. */
  int add(float[] unit) {
    if (size % ROWS == 0) {
      VectorMatrix[] more = Arrays.copyOf(segments, segments.length + 1);
      more[segments.length] = room.matrix(ROWS);
      segments = more;
    }
    segments[size / ROWS].set(size % ROWS, unit);
    return size++;
  }

  float[] get(int place) {
    return segments[place / ROWS].get(place % ROWS);
  }

  float cosine(float[] query, int place) {
    return segments[place / ROWS].cosine(query, place % ROWS);
  }
}
