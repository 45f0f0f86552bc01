package io.github.easyneg.onnx.internal.embed;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A linear layer and an activation: {@code activation(weight * x + bias)}, sentence-transformers'
 * {@code Dense}, kept as {@code config.json} and {@code model.safetensors} with {@code
 * linear.weight [out, in]} and {@code linear.bias [out]}.
 */
final class Dense implements Layer {
  private static final String REMEDY =
      "modules.json asks for it: leaving a Dense layer out gives vectors of another length and"
          + " meaning. Download the model's whole folder.";

  /** The activations of PyTorch that models come with. */
  enum Activation {
    TANH("torch.nn.modules.activation.Tanh") {
      @Override
      double of(double x) {
        return Math.tanh(x);
      }
    },
    IDENTITY("torch.nn.modules.linear.Identity") {
      @Override
      double of(double x) {
        return x;
      }
    },
    RELU("torch.nn.modules.activation.ReLU") {
      @Override
      double of(double x) {
        return Math.max(0, x);
      }
    },
    SIGMOID("torch.nn.modules.activation.Sigmoid") {
      @Override
      double of(double x) {
        return 1 / (1 + Math.exp(-x));
      }
    };

    private final String pytorch;

    Activation(String pytorch) {
      this.pytorch = pytorch;
    }

    abstract double of(double x);
  }

  private final float[][] weight;
  private final double[] bias;
  private final Activation activation;

  Dense(float[][] weight, double[] bias, Activation activation) {
    this.weight = weight;
    this.bias = bias;
    this.activation = activation;
  }

  /** Reads the layer from a sub-folder of a model, such as {@code 2_Dense}. */
  static Dense read(ModelFolder folder, String path) {
    String configName = ModelFolder.join(path, "config.json");
    JsonNode config = folder.json(configName, "modules.json", REMEDY);
    Activation activation = activation(folder, configName, config);
    for (String key : List.of("module_input_name", "module_output_name")) {
      String name = config.path(key).asText("sentence_embedding");
      if (!name.equals("sentence_embedding")) {
        throw folder.wrong(
            configName,
            key
                + " is '"
                + name
                + "'; a Dense layer over anything but 'sentence_embedding' cannot be run here."
                + " Export the model to ONNX with its layers inside.");
      }
    }
    String weightsName = ModelFolder.join(path, "model.safetensors");
    Path file =
        folder.require(
            weightsName,
            "modules.json",
            folder.first(List.of(ModelFolder.join(path, "pytorch_model.bin")), path).isPresent()
                ? "There is a pytorch_model.bin beside it, which is a Python pickle and cannot be"
                    + " read safely. Save the model with sentence-transformers 3 or newer, which"
                    + " writes safetensors."
                : REMEDY);
    Safetensors tensors = Safetensors.open(file);
    float[][] weight = tensors.matrix("linear.weight");
    boolean biased = config.path("bias").asBoolean(true);
    double[] bias = biased ? tensors.vector("linear.bias") : new double[weight.length];
    int inputs = config.path("in_features").asInt(-1);
    int outputs = config.path("out_features").asInt(-1);
    if (weight.length != outputs
        || bias.length != outputs
        || outputs < 1
        || weight[0].length != inputs) {
      throw folder.wrong(
          weightsName,
          "linear.weight has the shape "
              + tensors.shape("linear.weight")
              + " and linear.bias has "
              + bias.length
              + " numbers; expected ["
              + outputs
              + ", "
              + inputs
              + "] and "
              + outputs
              + ", as "
              + configName
              + " says. Download the model's folder again.");
    }
    return new Dense(weight, bias, activation);
  }

  private static Activation activation(ModelFolder folder, String configName, JsonNode config) {
    String name = config.path("activation_function").asText(Activation.TANH.pytorch);
    return Arrays.stream(Activation.values())
        .filter(activation -> activation.pytorch.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                folder.wrong(
                    configName,
                    "activation_function is '"
                        + name
                        + "'; what can be run is "
                        + Arrays.stream(Activation.values()).map(a -> a.pytorch).toList()
                        + ". Export the model to ONNX with its layers inside."));
  }

  int inputs() {
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
      float[] row = weight[out];
      // Four sums, so that the additions need not wait for one another.
      double a = bias[out];
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
      mapped[out] = (float) activation.of(a + b + c + d);
    }
    return mapped;
  }

  @Override
  public void addTo(Fingerprint fingerprint) {
    fingerprint.add("layer", "dense " + activation + " " + Arrays.toString(bias));
    for (float[] row : weight) {
      fingerprint.add("row", row);
    }
  }
}
