package io.github.easyneg.onnx.internal.embed;

import java.util.Arrays;

/**
 * A linear layer and an activation: {@code activation(weight * x + bias)}, sentence-transformers'
 * {@code Dense}, kept as {@code config.json} and {@code model.safetensors} with {@code
 * linear.weight [out, in]} and {@code linear.bias [out]}. Where {@code use_residual} is set, {@code
 * x} is added to that, or {@code residual.weight * x} where the lengths differ.
 */
final class Dense implements Layer {
  private final float[][] weight;
  private final double[] bias;
  private final Activation activation;
  private final Residual residual;

  /**
   * The residual that is added to the layer's output: nothing, its input, or its input times a
   * matrix.
   */
  private sealed interface Residual {
    record None() implements Residual {}

    record Input() implements Residual {}

    @SuppressWarnings("ArrayRecordComponent") // made once, never compared
    record Through(float[][] weight) implements Residual {}
  }

  private Dense(float[][] weight, double[] bias, Activation activation, Residual residual) {
    this.weight = weight;
    this.bias = bias;
    this.activation = activation;
    this.residual = residual;
  }

  Dense(float[][] weight, double[] bias, Activation activation) {
    this(weight, bias, activation, new Residual.None());
  }

  /** Reads the layer from a sub-folder of a model, such as {@code 2_Dense}. */
  static Dense read(ModelFolder folder, String path) {
    ModuleConfig config = folder.moduleConfig(ModelFolder.join(path, "config.json"));
    String name = activation(config);
    Activation activation =
        Activation.named(name)
            .orElseThrow(() -> config.unsupported("activation_function", name, Activation.names()));
    config.refuse("module_input_name", "sentence_embedding");
    config.refuse("module_output_name", "sentence_embedding");
    boolean biased = config.flag("bias", true);
    boolean residual = config.flag("use_residual", false);
    int inputs =
        config.count("in_features").orElseThrow(() -> folder.lacks(config.name(), "in_features"));
    int outputs =
        config.count("out_features").orElseThrow(() -> folder.lacks(config.name(), "out_features"));
    config.requireAllKnown();
    Safetensors tensors = Safetensors.open(folder.moduleWeights(path));
    float[][] weight = matrix(tensors, "linear.weight", config, outputs, inputs);
    double[] bias = biased ? tensors.vector("linear.bias") : new double[outputs];
    if (bias.length != outputs) {
      throw folder.wrong(
          ModelFolder.join(path, "model.safetensors"),
          "linear.bias has "
              + bias.length
              + " numbers; expected "
              + outputs
              + ", as "
              + config.name()
              + " says. "
              + ModelFolder.AGAIN);
    }
    Residual added =
        !residual
            ? new Residual.None()
            : inputs == outputs
                ? new Residual.Input()
                : new Residual.Through(matrix(tensors, "residual.weight", config, outputs, inputs));
    return new Dense(weight, bias, activation, added);
  }

  /**
   * Tanh by default; {@code null} is not the default, and is an error in sentence-transformers too.
   */
  private static String activation(ModuleConfig config) {
    if (config.isNull("activation_function")) {
      throw config.unsupported("activation_function", null, Activation.names());
    }
    return config.text("activation_function", "torch.nn.modules.activation.Tanh");
  }

  private static float[][] matrix(
      Safetensors tensors, String name, ModuleConfig config, int outputs, int inputs) {
    float[][] matrix = tensors.matrix(name);
    if (matrix.length != outputs || matrix[0].length != inputs) {
      throw new IllegalArgumentException(
          tensors.file()
              + ": "
              + name
              + " has the shape "
              + tensors.shape(name)
              + "; expected ["
              + outputs
              + ", "
              + inputs
              + "], as "
              + config.name()
              + " says. "
              + ModelFolder.AGAIN);
    }
    return matrix;
  }

  @Override
  public int inputs(int given) {
    return weight[0].length;
  }

  @Override
  public int outputs(int inputs) {
    return weight.length;
  }

  @Override
  public float[] apply(float[] vector) {
    float[] mapped = new float[weight.length];
    for (int out = 0; out < mapped.length; out++) {
      mapped[out] = (float) activation.of(dot(weight[out], vector, bias[out]));
    }
    if (residual instanceof Residual.Input) {
      for (int out = 0; out < mapped.length; out++) {
        mapped[out] += vector[out];
      }
    } else if (residual instanceof Residual.Through through) {
      for (int out = 0; out < mapped.length; out++) {
        mapped[out] += (float) dot(through.weight()[out], vector, 0);
      }
    }
    return mapped;
  }

  private static double dot(float[] row, float[] vector, double bias) {
    // Four sums, so that the additions need not wait for one another.
    double a = bias;
    double b = 0;
    double c = 0;
    double d = 0;
    int in = 0;
    for (; in + 3 < row.length; in += 4) {
      a += (double) row[in] * vector[in];
      b += (double) row[in + 1] * vector[in + 1];
      c += (double) row[in + 2] * vector[in + 2];
      d += (double) row[in + 3] * vector[in + 3];
    }
    for (; in < row.length; in++) {
      a += (double) row[in] * vector[in];
    }
    return a + b + c + d;
  }

  @Override
  public void addTo(Fingerprint fingerprint) {
    fingerprint.add("layer", "dense " + activation + " " + Arrays.toString(bias));
    for (float[] row : weight) {
      fingerprint.add("row", row);
    }
    if (residual instanceof Residual.Input) {
      fingerprint.add("residual", "input");
    } else if (residual instanceof Residual.Through through) {
      fingerprint.add("residual", "through");
      for (float[] row : through.weight()) {
        fingerprint.add("row", row);
      }
    }
  }
}
