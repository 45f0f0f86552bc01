package io.github.easyneg.onnx.internal.embed;

/** A step of a sentence-transformers model that maps a vector, after pooling. */
interface Layer {

  /** Returns the length of the vectors that it takes, where it is given those of {@code given}. */
  default int inputs(int given) {
    return given;
  }

  /** Returns the length of the vectors that it makes of vectors of {@code inputs} numbers. */
  int outputs(int inputs);

  /** Maps a vector; it may change and return the one given. */
  float[] apply(float[] vector);

  /** Adds its description to a fingerprint. */
  void addTo(Fingerprint fingerprint);
}
