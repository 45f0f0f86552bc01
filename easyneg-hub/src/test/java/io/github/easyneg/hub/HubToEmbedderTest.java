package io.github.easyneg.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.embed.Embedding;
import io.github.easyneg.embed.TextRole;
import io.github.easyneg.fixtures.TinyModel;
import io.github.easyneg.hub.StubHub.Repository;
import io.github.easyneg.onnx.OnnxEmbedder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the Hub's client chooses to fetch is what the embedder reads. */
class HubToEmbedderTest extends HubFixture {

  @Test
  void fetchedModelEmbedsAsTheOriginalDoes() throws IOException {
    Path original = Files.createDirectory(home.resolve("original"));
    var unused =
        TinyModel.in(original)
            .dense(
                "torch.nn.modules.activation.Tanh",
                new float[][] {{1, 0}, {0, 1}, {1, 1}},
                0,
                0,
                1);
    Repository repository = hub.repository("models/org/tiny");
    try (Stream<Path> files = Files.walk(original)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String path = original.relativize(file).toString().replace('\\', '/');
        repository.large(path, Files.readAllBytes(file));
      }
    }
    repository.large("pytorch_model.bin", noise(10));

    Path fetched = client().fetchModel("org/tiny");

    assertThat(fetched.resolve("pytorch_model.bin")).doesNotExist();
    assertThat(embed(fetched)).isEqualTo(embed(original)).hasSize(3);
  }

  private static float[] embed(Path folder) {
    try (OnnxEmbedder embedder = OnnxEmbedder.load(folder)) {
      List<Embedding> embeddings = embedder.embed(List.of("a b"), TextRole.PASSAGE);
      return embeddings.get(0).vector();
    }
  }
}
