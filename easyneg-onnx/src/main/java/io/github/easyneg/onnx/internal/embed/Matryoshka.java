package io.github.easyneg.onnx.internal.embed;

import java.util.List;

/**
 * Shorter vectors of a model that was trained for it.
 *
 * @see <a href="https://arxiv.org/abs/2205.13147">Kusupati et al., "Matryoshka Representation
 *     Learning", 2022</a>
 */
final class Matryoshka {
  private Matryoshka() {}

  /**
   * Returns what truncates vectors to their first dimensions and normalises them again.
   *
   * @param whole the length of the model's vectors
   * @throws IllegalArgumentException if they are shorter than {@code dimensions}
   */
  static List<Layer> layers(int dimensions, int whole) {
    if (dimensions > whole) {
      throw new IllegalArgumentException(
          "dimensions is "
              + dimensions
              + ", but the model's vectors have "
              + whole
              + " numbers. Use at most that, or leave it out.");
    }
    return List.of(new Truncate(dimensions), new Normalize());
  }
}
