package io.github.easyneg.onnx.internal.embed;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.easyneg.internal.text.OptionText;
import io.github.easyneg.internal.text.OptionText.Option;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A static model as its files describe it; the matrix is not loaded.
 *
 * <p>Two kinds share a format and differ in detail. sentence-transformers' {@code StaticEmbedding}
 * keeps {@code embedding.weight} and averages all tokens' rows. Model2Vec keeps {@code embeddings},
 * maybe with a weight for each token and a mapping from tokens to rows, and leaves unknown tokens
 * out.
 *
 * @param tensor the matrix's name in {@code matrix}
 * @param columns the length of its rows
 * @param layers what follows the mean
 */
public record StaticModel(
    Path matrix, String tensor, int columns, Path tokenizer, List<Layer> layers, Prompts prompts) {

  static final String MODEL2VEC = "embeddings";
  private static final String SENTENCE_TRANSFORMERS = "embedding.weight";
  private static final String MODULES = "modules.json";

  public StaticModel {
    layers = List.copyOf(layers);
  }

  /**
   * Reads a folder.
   *
   * @throws IllegalArgumentException if a file is missing, or says what cannot be run; the message
   *     names the file
   * @throws UncheckedIOException if a file cannot be read
   */
  public static StaticModel read(Path directory) {
    ModelFolder folder = ModelFolder.at(directory);
    boolean hasModules = !folder.jsonOrEmpty(MODULES).isEmpty();
    List<SentenceTransformerFolder.Module> modules =
        hasModules ? SentenceTransformerFolder.modules(folder) : List.of();
    String path = "";
    if (hasModules) {
      if (!modules.get(0).type().equals("StaticEmbedding")) {
        throw folder.wrong(
            MODULES,
            OptionText.of(
                "the first module is '{}'; expected 'StaticEmbedding'. Use {} for a model with a"
                    + " network.",
                modules.get(0).type(),
                Option.call("OnnxEmbedder.load")));
      }
      path = modules.get(0).path();
    }
    String remedy = "Download the model's whole folder.";
    String matrixName = ModelFolder.join(path, "model.safetensors");
    Safetensors tensors = Safetensors.open(folder.require(matrixName, MODULES, remedy));
    Path tokenizer = folder.require(ModelFolder.join(path, "tokenizer.json"), MODULES, remedy);
    String tensor = tensors.has(MODEL2VEC) ? MODEL2VEC : SENTENCE_TRANSFORMERS;
    List<Long> shape = tensors.shape(tensor);
    if (shape.size() != 2 || shape.get(0) < 1 || shape.get(1) < 1 || shape.get(1) > 1 << 20) {
      throw folder.wrong(
          matrixName,
          "'"
              + tensor
              + "' has the shape "
              + shape
              + "; expected [tokens, dimension]. Download the model's folder again.");
    }
    int columns = shape.get(1).intValue();
    List<Layer> layers =
        new ArrayList<>(
            hasModules
                ? SentenceTransformerFolder.layers(
                    folder, modules.subList(1, modules.size()), columns)
                : List.of());
    JsonNode config = folder.jsonOrEmpty("config.json");
    if (layers.isEmpty() && config.path("normalize").asBoolean(false)) {
      layers.add(new Normalize());
    }
    return new StaticModel(
        tensors.file(),
        tensor,
        columns,
        tokenizer,
        layers,
        Prompts.from(folder.jsonOrEmpty("config_sentence_transformers.json")));
  }

  /** Whether the model is one of Model2Vec's. */
  boolean isModel2Vec() {
    return tensor.equals(MODEL2VEC);
  }

  /** Returns the length of the model's vectors. */
  public int dimension() {
    int length = columns;
    for (Layer layer : layers) {
      length = layer.outputs(length);
    }
    return length;
  }

  /**
   * Returns a name for the model's vectors: a hash of the matrix, the tokenizer, and all that is
   * done with them. Reads the files; the folder's name and place do not count.
   *
   * @throws UncheckedIOException if a file cannot be read
   */
  public String fingerprint() {
    Fingerprint fingerprint =
        new Fingerprint()
            .add("scheme", "1")
            .add("tensor", tensor)
            .add("query", prompts.query())
            .add("passage", prompts.passage())
            .add("tokenizer", ModelFolder.tokenizerText(tokenizer));
    layers.forEach(layer -> layer.addTo(fingerprint));
    try {
      fingerprint.add("matrix", Files.newInputStream(matrix));
    } catch (IOException e) {
      throw ModelFolder.unreadable(matrix, e);
    }
    return String.format(Locale.ROOT, "static:%dd:%s", dimension(), fingerprint.hex());
  }
}
