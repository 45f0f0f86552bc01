package io.github.easyneg.onnx.internal.embed;

/** Scales a vector to length one. A zero vector stays zero, and is rejected later, with its row. */
final class Normalize implements Layer {

  /** Reads {@code config.json} of its sub-folder, which older models do not have. */
  static Normalize read(ModelFolder folder, String path) {
    ModuleConfig config = folder.moduleConfigOrEmpty(ModelFolder.join(path, "config.json"));
    config.refuse("module_input_name", "sentence_embedding");
    config.refuse("module_output_name", "sentence_embedding");
    config.requireAllKnown();
    return new Normalize();
  }

  @Override
  public int outputs(int inputs) {
    return inputs;
  }

  @Override
  public float[] apply(float[] vector) {
    double squares = 0;
    for (float x : vector) {
      squares += (double) x * x;
    }
    // PyTorch's normalize divides by max(norm, 1e-12).
    double norm = Math.max(Math.sqrt(squares), 1e-12);
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) (vector[i] / norm);
    }
    return vector;
  }

  @Override
  public void addTo(Fingerprint fingerprint) {
    fingerprint.add("layer", "normalize");
  }
}
