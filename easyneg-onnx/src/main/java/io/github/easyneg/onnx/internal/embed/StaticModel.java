package io.github.easyneg.onnx.internal.embed;

import io.github.easyneg.internal.text.OptionText;
import io.github.easyneg.internal.text.OptionText.Option;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A static model as its files describe it; the matrix is not loaded.
 *
 * <p>Two kinds share a format and differ in detail. sentence-transformers' {@code StaticEmbedding}
 * keeps {@code embedding.weight} and averages all tokens' rows. Model2Vec keeps {@code embeddings},
 * maybe with a weight for each token and a mapping from tokens to rows, and leaves unknown tokens
 * out. So the other program computes different vectors from the same folder.
 *
 * @param matrix the file of the matrix
 * @param tensor its name in that file
 * @param columns the length of its rows
 * @param truncation how the tokenizer truncates texts
 * @param layers what follows the mean
 * @param after what is done to the vector that they make
 * @param prompts what is put before texts
 * @param notes what was ignored that one might not expect, in whole sentences
 */
public record StaticModel(
    ModelFile matrix,
    String tensor,
    int columns,
    ModelFile tokenizer,
    Truncation truncation,
    List<Layer> layers,
    List<Layer> after,
    Prompts prompts,
    List<String> notes) {

  static final String MODEL2VEC = "embeddings";
  private static final String SENTENCE_TRANSFORMERS = "embedding.weight";
  private static final String CONFIG = "config.json";

  private static final String MINI_LM = "io/github/easyneg/onnx/all-minilm-l6-v2/";

  /**
   * The sub-folder in which sentence-transformers keeps the module, unless it is in the folder
   * itself.
   */
  private static final String NESTED = "0_StaticEmbedding";

  public StaticModel {
    layers = List.copyOf(layers);
    after = List.copyOf(after);
    notes = List.copyOf(notes);
  }

  /**
   * Reads a folder.
   *
   * @throws IllegalArgumentException if a file is missing, or requires what is not supported; the
   *     message names the file
   * @throws UncheckedIOException if a file cannot be read
   */
  public static StaticModel read(Path directory) {
    ModelFolder folder = ModelFolder.at(directory);
    List<Modules.Module> modules =
        Modules.listed(folder)
            ? Modules.read(folder)
            : List.of(new Modules.Module("", path(folder)));
    Modules.Module first = modules.get(0);
    if (!first.type().equals("StaticEmbedding") && !first.type().isEmpty()) {
      throw folder.wrong(
          Modules.FILE,
          OptionText.of(
              "the first module is '{}'; expected 'StaticEmbedding'. Use {} for a model with a"
                  + " network.",
              modules.get(0).type(),
              Option.call("OnnxEmbedder.load")));
    }
    Safetensors tensors = Safetensors.open(folder.moduleWeights(first.path()));
    String tokenizerName = ModelFolder.join(first.path(), "tokenizer.json");
    Path tokenizer =
        folder.require(tokenizerName, Modules.FILE, "Download the model's whole folder.");
    String tensor = tensor(tensors);
    int columns = columns(tensors, tensor);
    boolean listed = Modules.listed(folder);
    SentenceConfig known = SentenceConfig.read(folder);
    // Without modules.json Model2Vec alone loads the folder, which knows neither.
    SentenceConfig config = listed ? known : SentenceConfig.NONE;
    Optional<String> note =
        listed
            ? Optional.empty()
            : SentenceConfig.passedOver(
                folder,
                "Model2Vec does. If they are to count, add the modules.json that"
                    + " sentence-transformers saves.");
    return new StaticModel(
        tensors.file(),
        tensor,
        columns,
        new ModelFile.InFolder(tokenizer),
        Truncation.read(folder, tokenizerName, TokenizerJson.heading(tokenizer)),
        layers(folder, modules.subList(1, modules.size()), tensor, columns),
        config.after(),
        config.prompts(),
        note.stream().toList());
  }

  /**
   * Returns all-MiniLM-L6-v2 as this module carries it: what {@link #read} makes of that folder.
   */
  public static StaticModel allMiniLmL6V2() {
    return new StaticModel(
        miniLm("model.safetensors"),
        MODEL2VEC,
        256,
        miniLm("tokenizer.json"),
        new Truncation(OptionalInt.empty(), false),
        List.of(new Normalize()),
        List.of(),
        Prompts.NONE,
        List.of());
  }

  private static ModelFile miniLm(String name) {
    return new ModelFile.InJar(MINI_LM + name, "io.github.easyneg:easyneg-onnx");
  }

  private static String path(ModelFolder folder) {
    boolean nested =
        folder.first(List.of("model.safetensors"), Modules.FILE).isEmpty()
            && folder.first(List.of(NESTED + "/model.safetensors"), Modules.FILE).isPresent();
    return nested ? NESTED : "";
  }

  private static String tensor(Safetensors tensors) {
    String tensor = tensors.has(MODEL2VEC) ? MODEL2VEC : SENTENCE_TRANSFORMERS;
    for (String other : List.of("weights", "mapping")) {
      if (tensor.equals(SENTENCE_TRANSFORMERS) && tensors.has(other)) {
        throw new IllegalArgumentException(
            tensors.file()
                + " holds '"
                + other
                + "' beside '"
                + tensor
                + "', which Model2Vec reads and sentence-transformers does not: their vectors"
                + " differ. Save the model with Model2Vec, as '"
                + MODEL2VEC
                + "'.");
      }
    }
    return tensor;
  }

  private static int columns(Safetensors tensors, String tensor) {
    List<Long> shape = tensors.shape(tensor);
    if (shape.size() != 2 || shape.get(0) < 1 || shape.get(1) < 1 || shape.get(1) > 1 << 20) {
      throw new IllegalArgumentException(
          tensors.file()
              + ": '"
              + tensor
              + "' has the shape "
              + shape
              + "; expected [tokens, dimension]. "
              + ModelFolder.AGAIN);
    }
    return shape.get(1).intValue();
  }

  private static List<Layer> layers(
      ModelFolder folder, List<Modules.Module> modules, String tensor, int columns) {
    List<Layer> layers = new ArrayList<>(Modules.layers(folder, modules, columns));
    if (tensor.equals(MODEL2VEC)) {
      ModuleConfig config = folder.moduleConfigOrEmpty(CONFIG);
      boolean normalize = config.flag("normalize", false);
      // How the matrix was made, which has no effect any more.
      config.ignore(
          "model_type",
          "architectures",
          "tokenizer_name",
          "apply_pca",
          "apply_zipf",
          "sif_coefficient",
          "hidden_dim",
          "seq_length",
          "pooling",
          "embedding_dtype",
          "vocabulary_quantization",
          "base_model_name",
          "language",
          "token_remove_pattern",
          "transformers_version",
          "version");
      config.requireAllKnown();
      if (layers.isEmpty() && normalize) {
        layers.add(new Normalize());
      }
    }
    return layers;
  }

  /** Truncates vectors and normalises them again, as {@link SentenceModel#withDimensions} does. */
  public StaticModel withDimensions(int dimensions) {
    return new StaticModel(
        matrix,
        tensor,
        columns,
        tokenizer,
        truncation,
        layers,
        Matryoshka.layers(dimensions, length(layers, columns)),
        prompts,
        notes);
  }

  /** Whether the model is one of Model2Vec's. */
  boolean isModel2Vec() {
    return tensor.equals(MODEL2VEC);
  }

  /** Returns the length of the model's vectors. */
  public int dimension() {
    return length(after, length(layers, columns));
  }

  private static int length(List<Layer> layers, int inputs) {
    int length = inputs;
    for (Layer layer : layers) {
      length = layer.outputs(length);
    }
    return length;
  }

  /**
   * Returns a fingerprint of the model's vectors: a hash of the matrix, the tokenizer, and all that
   * is done with them. Reads the files; the folder's name and place do not count.
   *
   * @throws UncheckedIOException if a file cannot be read
   */
  public String fingerprint() {
    String json = tokenizer.text();
    Fingerprint fingerprint =
        new Fingerprint()
            .add("scheme", "1")
            .add("tensor", tensor)
            .add("query", prompts.query())
            .add("passage", prompts.passage())
            .add("tokenizer", json);
    if (isModel2Vec()) {
      // Unigram models once had none.
      OptionalInt leftOut = TokenizerJson.unknownToken(json, tokenizer.toString());
      fingerprint.add("left out", leftOut.toString());
    }
    if (truncation.most().isPresent()) {
      // Once all tokens were read, whatever the tokenizer says.
      fingerprint.add("truncation", truncation.toString());
    }
    layers.forEach(layer -> layer.addTo(fingerprint));
    after.forEach(layer -> layer.addTo(fingerprint));
    try {
      fingerprint.add("matrix", matrix.open());
    } catch (IOException e) {
      throw ModelFolder.unreadable(matrix, e);
    }
    return String.format(Locale.ROOT, "static:%dd:%s", dimension(), fingerprint.hex());
  }
}
