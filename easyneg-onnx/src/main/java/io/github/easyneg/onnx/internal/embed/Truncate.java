package io.github.easyneg.onnx.internal.embed;

import java.util.Arrays;

/**
 * Keeps the first numbers of a vector: what a Matryoshka model's vectors are cut to. A vector that
 * is not longer stays as it is, as in sentence-transformers.
 *
 * @param most how many to keep
 * @see <a href="https://arxiv.org/abs/2205.13147">Kusupati et al., "Matryoshka Representation
 *     Learning", 2022</a>
 */
record Truncate(int most) implements Layer {

  @Override
  public int outputs(int inputs) {
    return Math.min(most, inputs);
  }

  @Override
  public float[] apply(float[] vector) {
    return vector.length <= most ? vector : Arrays.copyOf(vector, most);
  }

  @Override
  public void addTo(Fingerprint fingerprint) {
    fingerprint.add("layer", "truncate " + most);
  }
}
