package io.github.easyneg.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.easyneg.embed.Embedding;
import io.github.easyneg.embed.EmbeddingProvider;
import io.github.easyneg.embed.TextRole;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Gives the vectors that sentence-transformers and Model2Vec themselves give for models of every
 * layout. {@code src/test/python/golden.py} made the folders and the vectors.
 */
class GoldenVectorsTest {
  private final Path dir;

  GoldenVectorsTest(@TempDir Path dir) {
    this.dir = dir;
  }

  private static Path golden(String name) throws URISyntaxException {
    return Path.of(GoldenVectorsTest.class.getResource("/golden/" + name).toURI());
  }

  static List<String> models() throws IOException, URISyntaxException {
    try (Stream<Path> models = Files.list(golden("models"))) {
      return models.map(model -> model.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void aModelGivesTheVectorsOfItsOwnProgram(String name) throws IOException, URISyntaxException {
    JsonNode expected =
        new ObjectMapper().readTree(golden("models/" + name).resolve("vectors.json").toFile());
    List<String> texts = new ArrayList<>();
    expected.get("texts").forEach(text -> texts.add(text.asText()));
    JsonNode network = expected.get("network");
    if (!network.isNull()) {
      copy(golden("networks/" + network.asText()));
    }
    copy(golden("models/" + name));
    try (EmbeddingProvider embedder =
        network.isNull() ? StaticEmbedder.load(dir) : OnnxEmbedder.load(dir)) {
      double tolerance = expected.get("tolerance").asDouble();
      check(expected.get("queries"), embedder.embed(texts, TextRole.QUERY), tolerance);
      check(expected.get("passages"), embedder.embed(texts, TextRole.PASSAGE), tolerance);
    }
  }

  private static void check(JsonNode expected, List<Embedding> found, double tolerance) {
    assertThat(found).hasSize(expected.size());
    for (int text = 0; text < found.size(); text++) {
      double[] vector = new double[expected.get(text).size()];
      double[] own = new double[found.get(text).vector().length];
      for (int i = 0; i < vector.length; i++) {
        vector[i] = expected.get(text).get(i).asDouble();
      }
      for (int i = 0; i < own.length; i++) {
        own[i] = found.get(text).vector()[i];
      }
      assertThat(own).as("text %s", text).containsExactly(vector, within(tolerance));
    }
  }

  private void copy(Path from) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path to = dir.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(to);
        } else {
          Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }
}
