package io.github.easyneg.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.data.Passage;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.fixtures.NullArguments;
import io.github.easyneg.fixtures.TinyModel;
import io.github.easyneg.fixtures.TinyPairs;
import io.github.easyneg.fixtures.TinySafetensors;
import io.github.easyneg.fixtures.TinyTokenizer;
import io.github.easyneg.mine.BatchGuard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NullArgumentsTest {

  @Test
  void nullIsRefusedAtOnceAndTheArgumentIsNamed(@TempDir Path folder) throws Exception {
    TinyPairs network = TinyPairs.of(new float[] {0}, new float[] {0});
    Path reader = network.reader(Files.createDirectory(folder.resolve("reader")));
    Path encoder = network.crossEncoder(Files.createDirectory(folder.resolve("encoder")));
    QaRow row = QaRow.of(List.of("a", "b"), "c", "d", 0);
    Path model = Files.createDirectory(folder.resolve("model"));
    assertThat(TinyModel.in(model)).isNotNull();
    try (OnnxEmbedder embedder = OnnxEmbedder.load(model);
        StaticEmbedder words = StaticEmbedder.load(words(folder.resolve("words")));
        OnnxReader read = OnnxReader.load(reader);
        OnnxReranker ranks = OnnxReranker.load(encoder)) {
      NullArguments arguments =
          new NullArguments()
              .with(OnnxEmbedder.class, embedder)
              .with(StaticEmbedder.class, words)
              .with(OnnxReader.class, read)
              .with(OnnxReranker.class, ranks)
              .with(OnnxOptions.class, OnnxOptions.defaults())
              .with(DistillOptions.class, DistillOptions.defaults())
              .with(BatchGuard.Pair.class, new BatchGuard.Pair(row, Passage.of("a")));

      assertThat(arguments.unnamed(OnnxEmbedder.class)).isEmpty();
      assertThat(arguments.unsampled()).isEmpty();
      assertThat(arguments.checked()).isGreaterThan(25);
    }
  }

  private static Path words(Path dir) throws IOException {
    Files.createDirectory(dir);
    Files.writeString(dir.resolve("tokenizer.json"), TinyTokenizer.words(TinyModel.WORDS));
    Files.writeString(dir.resolve("config.json"), "{\"normalize\":false}");
    new TinySafetensors()
        .matrix("embeddings", TinyModel.rows())
        .write(dir.resolve("model.safetensors"));
    return dir;
  }
}
