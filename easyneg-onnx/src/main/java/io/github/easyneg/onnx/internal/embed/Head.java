package io.github.easyneg.onnx.internal.embed;

import java.util.List;

/** How a network's output becomes a text's vector. */
sealed interface Head {

  /** Returns the length of the vectors that it makes. */
  int dimension();

  /** Adds its description to a fingerprint. */
  void addTo(Fingerprint fingerprint);

  /**
   * By modules that are run here.
   *
   * @param layers what follows the pooling
   */
  record Modules(Pooling pooling, List<Layer> layers) implements Head {
    public Modules {
      layers = List.copyOf(layers);
    }

    @Override
    public int dimension() {
      int length = pooling.outputs();
      for (Layer layer : layers) {
        length = layer.outputs(length);
      }
      return length;
    }

    @Override
    public void addTo(Fingerprint fingerprint) {
      pooling.addTo(fingerprint);
      layers.forEach(layer -> layer.addTo(fingerprint));
    }
  }

  /**
   * By the network itself, which has the modules inside.
   *
   * @param output the output that is a text's vector
   */
  record Inside(String output, int dimension) implements Head {
    @Override
    public void addTo(Fingerprint fingerprint) {
      fingerprint.add("inside", output);
    }
  }
}
