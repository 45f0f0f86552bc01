package io.github.easyneg.onnx.internal.embed;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.fixtures.Garbage;
import io.github.easyneg.fixtures.TinyModel;
import io.github.easyneg.fixtures.TinySafetensors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reads spoilt model files: a model comes out, or an error that names the folder, and never
 * anything else. {@code -Deasyneg.fuzz.rounds=1000000} says how long; a failure names the round.
 */
class ModelFilesFuzzTest {
  private static final int ROUNDS = Integer.getInteger("easyneg.fuzz.rounds", 600);
  private static final long SEED = Long.getLong("easyneg.fuzz.seed", 0);

  private final Path folder;

  ModelFilesFuzzTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private interface Reader {
    void read() throws IOException;
  }

  /** Returns whether the file was refused. */
  private boolean refused(String what, Reader reader) throws IOException {
    try {
      reader.read();
      return false;
    } catch (IllegalArgumentException | UncheckedIOException e) {
      assertThat(e).as(what).hasMessageContaining(folder.toString());
      return true;
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      throw new AssertionError(what, e);
    }
  }

  @Test
  void spoiltSafetensorsAreReadOrRefused() throws IOException {
    Path file = folder.resolve("model.safetensors");
    new TinySafetensors()
        .matrix("embedding.weight", TinyModel.rows())
        .vector("bias", 1, 2, 3)
        .longs("mapping", 0, 1, 1L << 40)
        .write(file);
    byte[] whole = Files.readAllBytes(file);
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Files.write(file, new Garbage(SEED + round).spoil(whole));
      Reader reader =
          () -> {
            Safetensors tensors = Safetensors.open(file);
            for (String name : List.of("embedding.weight", "bias", "mapping")) {
              if (tensors.has(name) && tensors.shape(name).size() == 2) {
                assertThat(tensors.matrix(name)).isNotNull();
              } else if (tensors.has(name) && tensors.shape(name).size() == 1) {
                assertThat(tensors.vector(name)).isNotNull();
              }
            }
          };
      refused += refused("seed " + (SEED + round), reader) ? 1 : 0;
    }
    assertThat(refused).isBetween(ROUNDS / 10, ROUNDS);
  }

  @Test
  void spoiltConfigurationsAreReadOrRefused() throws IOException {
    TinyModel model =
        TinyModel.in(folder).dense("torch.nn.modules.activation.Tanh", square(), 0, 0);
    List<Path> files;
    try (Stream<Path> all = Files.walk(model.dir())) {
      files = all.filter(path -> path.toString().endsWith(".json")).sorted().toList();
    }
    assertThat(files).hasSizeGreaterThan(2);
    assertThat(SentenceTransformerFolder.read(model.dir(), null, null)).isNotNull();
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Path file = files.get(round % files.size());
      byte[] whole = Files.readAllBytes(file);
      Files.write(file, new Garbage(SEED + round).spoil(whole));
      String what = file.getFileName() + ", seed " + (SEED + round);
      Reader reader =
          () -> assertThat(SentenceTransformerFolder.read(model.dir(), null, null)).isNotNull();
      refused += refused(what, reader) ? 1 : 0;
      Files.write(file, whole);
    }
    assertThat(refused).isBetween(ROUNDS / 20, ROUNDS);
  }

  private static float[][] square() {
    float[][] rows = TinyModel.rows();
    return new float[][] {new float[rows[0].length], new float[rows[0].length]};
  }
}
