package io.github.easyneg.onnx.internal.embed;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The activations of PyTorch that a Dense layer may end with, each as its constructor makes it
 * without arguments; that is how sentence-transformers makes it from its name.
 *
 * @see <a href="https://docs.pytorch.org/docs/stable/nn.html#non-linear-activations">Their
 *     definitions</a>
 */
enum Activation {
  TANH("Tanh") {
    @Override
    double of(double x) {
      return Math.tanh(x);
    }
  },
  IDENTITY("Identity") {
    @Override
    double of(double x) {
      return x;
    }
  },
  RELU("ReLU") {
    @Override
    double of(double x) {
      return Math.max(0, x);
    }
  },
  SIGMOID("Sigmoid") {
    @Override
    double of(double x) {
      return sigmoid(x);
    }
  },
  GELU("GELU") {
    @Override
    double of(double x) {
      return x * 0.5 * (1 + erf(x / Math.sqrt(2)));
    }
  },
  SILU("SiLU") {
    @Override
    double of(double x) {
      return x * sigmoid(x);
    }
  },
  LEAKY_RELU("LeakyReLU") {
    @Override
    double of(double x) {
      return x >= 0 ? x : 0.01 * x;
    }
  },
  ELU("ELU") {
    @Override
    double of(double x) {
      return x > 0 ? x : Math.expm1(x);
    }
  },
  SELU("SELU") {
    @Override
    double of(double x) {
      // Klambauer et al., "Self-Normalizing Neural Networks", 2017.
      return 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * Math.expm1(x));
    }
  },
  SOFTPLUS("Softplus") {
    @Override
    double of(double x) {
      return softplus(x);
    }
  },
  MISH("Mish") {
    @Override
    double of(double x) {
      return x * Math.tanh(softplus(x));
    }
  },
  HARDTANH("Hardtanh") {
    @Override
    double of(double x) {
      return Math.max(-1, Math.min(1, x));
    }
  },
  RELU6("ReLU6") {
    @Override
    double of(double x) {
      return Math.max(0, Math.min(6, x));
    }
  };

  private static final Pattern PATH = Pattern.compile("torch\\.nn\\.(?:modules\\.\\w+\\.)?(\\w+)");

  private final String className;

  Activation(String className) {
    this.className = className;
  }

  abstract double of(double x);

  /** Returns the activation of a Python class, such as {@code torch.nn.modules.linear.Identity}. */
  static Optional<Activation> named(String python) {
    Matcher path = PATH.matcher(python);
    return path.matches()
        ? Arrays.stream(values()).filter(a -> a.className.equals(path.group(1))).findFirst()
        : Optional.empty();
  }

  /** Returns the names of all, for messages. */
  static String names() {
    return String.join(", ", Arrays.stream(values()).map(a -> a.className).toList())
        + " of torch.nn";
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static double softplus(double x) {
    // PyTorch's threshold: beyond it the two are the same to the last bit of a float.
    return x > 20 ? x : Math.log1p(Math.exp(x));
  }

  /**
   * The error function, by the series {@code 2/√π e^(-x²) Σ 2ⁿ x^(2n+1) / (1·3·5···(2n+1))}, whose
   * terms all have one sign: nothing cancels (Abramowitz and Stegun 7.1.6).
   */
  static double erf(double x) {
    if (Math.abs(x) > 6) {
      return Math.signum(x);
    }
    double term = x;
    double sum = x;
    for (int n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
      term *= 2 * x * x / (2 * n + 1);
      sum += term;
    }
    return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
  }
}
