package io.github.easyneg.langchain4j.tiny;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A sentence-transformers folder of seven words and two dimensions. {@code a b} is read as [CLS] a
 * b [SEP], whose vectors are (1, 0), (2, 4), (4, 8) and (0, 1); its mean is (1.75, 3.25).
 */
public final class TinyModel {
  /** The vocabulary, by number. */
  public static final List<String> WORDS =
      List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "a", "b", "c", "query:", "passage:");

  private final Path dir;
  private final List<String> modules = new ArrayList<>();

  private TinyModel(Path dir) {
    this.dir = dir;
  }

  /** The words' vectors. Padding's is large, so that reading it would show. */
  public static float[][] rows() {
    return new float[][] {
      {1000, 1000}, {-1, -1}, {1, 0}, {0, 1}, {2, 4}, {4, 8}, {-2, 0}, {8, 0}, {0, 16}
    };
  }

  /** Writes a folder with a network, a tokenizer, mean pooling and a longest text of 128. */
  public static TinyModel in(Path dir) throws IOException {
    TinyModel model = new TinyModel(dir);
    model.modules.add("\"path\":\"\",\"type\":\"sentence_transformers.models.Transformer\"");
    model.modules.add("\"path\":\"1_Pooling\",\"type\":\"sentence_transformers.models.Pooling\"");
    return model
        .network(TinyOnnx.gathering(rows()).tokens("last_hidden_state"))
        .tokenizer(TinyTokenizer.words(WORDS))
        .pooling("\"pooling_mode_mean_tokens\":true")
        .file("sentence_bert_config.json", "{\"max_seq_length\":128,\"do_lower_case\":false}")
        .writeModules();
  }

  @CanIgnoreReturnValue
  public TinyModel network(byte[] onnx) throws IOException {
    Files.createDirectories(dir.resolve("onnx"));
    Files.write(dir.resolve("onnx/model.onnx"), onnx);
    return this;
  }

  @CanIgnoreReturnValue
  public TinyModel tokenizer(String json) throws IOException {
    return file("tokenizer.json", json);
  }

  @CanIgnoreReturnValue
  public TinyModel pooling(String modes) throws IOException {
    return file("1_Pooling/config.json", "{\"word_embedding_dimension\":2," + modes + "}");
  }

  /** Adds a Dense layer, numbered after the modules before it. */
  @CanIgnoreReturnValue
  public TinyModel dense(String activation, float[][] weight, float... bias) throws IOException {
    String path = modules.size() + "_Dense";
    file(
        path + "/config.json",
        "{\"in_features\":%d,\"out_features\":%d,\"bias\":true,\"activation_function\":\"%s\"}"
            .formatted(weight[0].length, weight.length, activation));
    new TinySafetensors()
        .matrix("linear.weight", weight)
        .vector("linear.bias", bias)
        .write(dir.resolve(path).resolve("model.safetensors"));
    return module(path, "sentence_transformers.models.Dense");
  }

  @CanIgnoreReturnValue
  public TinyModel module(String path, String type) throws IOException {
    modules.add("\"path\":\"" + path + "\",\"type\":\"" + type + "\"");
    return writeModules();
  }

  @CanIgnoreReturnValue
  public TinyModel file(String name, String content) throws IOException {
    Files.createDirectories(dir.resolve(name).getParent());
    Files.writeString(dir.resolve(name), content);
    return this;
  }

  @CanIgnoreReturnValue
  public TinyModel without(String name) throws IOException {
    Files.delete(dir.resolve(name));
    return this;
  }

  private TinyModel writeModules() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < modules.size(); i++) {
      lines.add("{\"idx\":%d,\"name\":\"%d\",%s}".formatted(i, i, modules.get(i)));
    }
    return file("modules.json", "[" + String.join(",", lines) + "]");
  }

  public Path dir() {
    return dir;
  }
}
