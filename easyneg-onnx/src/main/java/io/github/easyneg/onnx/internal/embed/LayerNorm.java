package io.github.easyneg.onnx.internal.embed;

import java.nio.file.Path;
import java.util.Arrays;

/**
 * Shifts and scales a vector to mean 0 and variance 1, then by a weight and a bias for each number:
 * sentence-transformers' {@code LayerNorm}, kept as {@code config.json} and {@code
 * model.safetensors} with {@code norm.weight} and {@code norm.bias}.
 *
 * @see <a href="https://arxiv.org/abs/1607.06450">Ba, Kiros and Hinton, "Layer Normalization",
 *     2016</a>
 */
final class LayerNorm implements Layer {
  /** PyTorch's default, which sentence-transformers leaves as it is. */
  private static final double EPSILON = 1e-5;

  private final double[] weight;
  private final double[] bias;

  LayerNorm(double[] weight, double[] bias) {
    this.weight = weight;
    this.bias = bias;
  }

  /** Reads the layer from a sub-folder of a model, such as {@code 2_LayerNorm}. */
  static LayerNorm read(ModelFolder folder, String path) {
    ModuleConfig config = folder.moduleConfig(ModelFolder.join(path, "config.json"));
    int dimension =
        config.count("dimension").orElseThrow(() -> folder.lacks(config.name(), "dimension"));
    config.requireAllKnown();
    String weightsName = ModelFolder.join(path, "model.safetensors");
    Path file = folder.moduleWeights(path);
    Safetensors tensors = Safetensors.open(file);
    double[] weight = tensors.vector("norm.weight");
    double[] bias = tensors.vector("norm.bias");
    if (weight.length != dimension || bias.length != dimension) {
      throw folder.wrong(
          weightsName,
          "norm.weight has "
              + weight.length
              + " numbers and norm.bias "
              + bias.length
              + "; expected "
              + dimension
              + " each, as "
              + config.name()
              + " says. "
              + ModelFolder.AGAIN);
    }
    return new LayerNorm(weight, bias);
  }

  @Override
  public int inputs(int given) {
    return weight.length;
  }

  @Override
  public int outputs(int inputs) {
    return weight.length;
  }

  @Override
  public float[] apply(float[] vector) {
    double mean = 0;
    for (float x : vector) {
      mean += x;
    }
    mean /= vector.length;
    double variance = 0;
    for (float x : vector) {
      variance += (x - mean) * (x - mean);
    }
    double deviation = Math.sqrt(variance / vector.length + EPSILON);
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) ((vector[i] - mean) / deviation * weight[i] + bias[i]);
    }
    return vector;
  }

  @Override
  public void addTo(Fingerprint fingerprint) {
    fingerprint.add("layer", "layernorm " + Arrays.toString(weight) + " " + Arrays.toString(bias));
  }
}
