package io.github.easyneg.onnx.internal.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.easyneg.fixtures.TinySafetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DenseTest {

  /** The layer of distiluse-base-multilingual-cased-v2, against the plain sum. */
  @Test
  void aLayerOf768To512WithTanhIsThePlainSum(@TempDir Path dir) throws IOException {
    Random random = new Random(11);
    float[][] weight = new float[512][768];
    float[] bias = new float[512];
    float[] x = new float[768];
    for (float[] row : weight) {
      fill(row, random);
    }
    fill(bias, random);
    fill(x, random);
    Files.createDirectories(dir.resolve("2_Dense"));
    Files.writeString(
        dir.resolve("2_Dense/config.json"),
        "{\"in_features\":768,\"out_features\":512,\"bias\":true,"
            + "\"activation_function\":\"torch.nn.modules.activation.Tanh\"}");
    new TinySafetensors()
        .matrix("linear.weight", weight)
        .vector("linear.bias", bias)
        .write(dir.resolve("2_Dense/model.safetensors"));

    float[] mapped = Dense.read(ModelFolder.at(dir), "2_Dense").apply(x);

    assertThat(mapped).hasSize(512);
    for (int out = 0; out < 512; out++) {
      double sum = bias[out];
      for (int in = 0; in < 768; in++) {
        sum += (double) weight[out][in] * x[in];
      }
      assertThat((double) mapped[out]).isCloseTo(Math.tanh(sum), within(1e-6));
    }
  }

  private static void fill(float[] numbers, Random random) {
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (random.nextFloat() - 0.5f) / 8;
    }
  }
}
