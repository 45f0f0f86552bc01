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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a sentence-transformers folder: {@code modules.json}, and what its modules keep in their
 * sub-folders. The network must be there as ONNX, the tokenizer as {@code tokenizer.json}.
 */
public final class SentenceTransformerFolder {
  /** What names the network, where it is not the usual one. */
  private static final Option CHOSEN = Option.call("OnnxOptions.file");

  private static final String MODULES = "modules.json";

  /** The names under which sentence-transformers has kept the longest text, newest first. */
  private static final List<String> TRANSFORMER_CONFIGS =
      List.of(
          "sentence_bert_config.json",
          "sentence_roberta_config.json",
          "sentence_distilbert_config.json",
          "sentence_camembert_config.json",
          "sentence_albert_config.json",
          "sentence_xlm-roberta_config.json",
          "sentence_xlnet_config.json");

  private final ModelFolder folder;
  private final String transformer;
  private final List<Module> modules;

  /** A line of {@code modules.json}: a class's simple name, and the sub-folder it reads. */
  record Module(String type, String path) {}

  private SentenceTransformerFolder(ModelFolder folder, List<Module> modules) {
    this.folder = folder;
    this.modules = modules;
    this.transformer = modules.get(0).path();
  }

  /**
   * Reads a folder.
   *
   * @param file the ONNX file inside it, or null for {@code onnx/model.onnx} or {@code model.onnx}
   * @throws IllegalArgumentException if a file is missing, or says what cannot be run; the message
   *     names the file
   * @throws UncheckedIOException if a file cannot be read
   */
  public static SentenceModel read(Path directory, @Nullable String file) {
    ModelFolder folder = ModelFolder.at(directory);
    List<Module> modules = modules(folder);
    String first = modules.get(0).type();
    if (first.equals("StaticEmbedding")) {
      throw folder.wrong(
          MODULES,
          OptionText.of(
              "the model is a StaticEmbedding, which has no network. Use {}.",
              Option.call("StaticEmbedder.load")));
    }
    if (!first.equals("Transformer")) {
      throw folder.wrong(
          MODULES,
          "the first module is '"
              + first
              + "'; expected 'Transformer'. Only text models of sentence-transformers can be run.");
    }
    return new SentenceTransformerFolder(folder, modules).model(file);
  }

  static List<Module> modules(ModelFolder folder) {
    JsonNode json =
        folder.json(
            MODULES,
            MODULES,
            "It says how token vectors become one vector. Download the model's whole folder, or"
                + " write it with sentence-transformers' save_pretrained.");
    List<Module> modules = new ArrayList<>();
    for (JsonNode module : json) {
      String type = module.path("type").asText();
      modules.add(
          new Module(
              type.substring(type.lastIndexOf('.') + 1),
              module.path("path").asText("").replaceAll("/+$", "")));
    }
    if (!json.isArray() || modules.isEmpty()) {
      throw folder.wrong(
          MODULES, "expected a list of modules, found none. Download the model's folder again.");
    }
    return List.copyOf(modules);
  }

  private SentenceModel model(@Nullable String file) {
    if (modules.size() < 2 || !modules.get(1).type().equals("Pooling")) {
      throw folder.wrong(
          MODULES,
          "the second module is "
              + (modules.size() < 2 ? "missing" : "'" + modules.get(1).type() + "'")
              + "; expected 'Pooling'. Download the model's folder again.");
    }
    Pooling pooling = Pooling.read(folder, modules.get(1).path());
    JsonNode transformerConfig = transformerConfig();
    return new SentenceModel(
        source(file),
        maxTokens(transformerConfig),
        transformerConfig.path("do_lower_case").asBoolean(false),
        pooling,
        layers(folder, modules.subList(2, modules.size()), pooling.outputs()),
        Prompts.from(folder.jsonOrEmpty("config_sentence_transformers.json")));
  }

  /** Reads the modules that map a vector to a vector. */
  static List<Layer> layers(ModelFolder folder, List<Module> modules, int inputs) {
    List<Layer> layers = new ArrayList<>();
    int length = inputs;
    for (Module module : modules) {
      switch (module.type()) {
        case "Dense" -> {
          Dense dense = Dense.read(folder, module.path());
          if (dense.inputs() != length) {
            throw folder.wrong(
                ModelFolder.join(module.path(), "config.json"),
                "in_features is "
                    + dense.inputs()
                    + ", and the module before it makes "
                    + length
                    + " numbers. Download the model's folder again.");
          }
          length = dense.outputs(length);
          layers.add(dense);
        }
        case "Normalize" -> layers.add(new Normalize());
        default ->
            throw folder.wrong(
                MODULES,
                "it names the module '"
                    + module.type()
                    + "'; what can follow is Dense and Normalize. Export the model to ONNX with its"
                    + " layers inside, or use another model.");
      }
    }
    return layers;
  }

  private JsonNode transformerConfig() {
    for (String name : TRANSFORMER_CONFIGS) {
      JsonNode config = folder.jsonOrEmpty(ModelFolder.join(transformer, name));
      if (!config.isEmpty()) {
        return config;
      }
    }
    return folder.jsonOrEmpty(ModelFolder.join(transformer, TRANSFORMER_CONFIGS.get(0)));
  }

  /**
   * As sentence-transformers: its own setting, else the lesser of the network's and tokenizer's.
   */
  private int maxTokens(JsonNode transformerConfig) {
    int own = transformerConfig.path("max_seq_length").asInt(-1);
    if (own > 0) {
      return own;
    }
    JsonNode config = folder.jsonOrEmpty(ModelFolder.join(transformer, "config.json"));
    JsonNode tokenizer = folder.jsonOrEmpty(ModelFolder.join(transformer, "tokenizer_config.json"));
    double most =
        Math.min(
            config.path("max_position_embeddings").asDouble(Double.POSITIVE_INFINITY),
            // "No limit" is written as 1e30.
            tokenizer.path("model_max_length").asDouble(Double.POSITIVE_INFINITY));
    if (most < 1 || most > Integer.MAX_VALUE) {
      throw folder.missing(
          ModelFolder.join(transformer, TRANSFORMER_CONFIGS.get(0)),
          "Neither it, nor max_position_embeddings in config.json, nor model_max_length in"
              + " tokenizer_config.json says how many tokens the network reads. Download the"
              + " model's whole folder.");
    }
    return (int) most;
  }

  private ModelSource source(@Nullable String file) {
    String network = network(file);
    Path networkFile = folder.inside(network, CHOSEN);
    String tokenizer = tokenizer();
    OnnxGraph graph = graph(networkFile);
    return new ModelSource.InFolder(
        networkFile, graph.quantized(), weights(network, graph), folder.inside(tokenizer, MODULES));
  }

  private String network(@Nullable String file) {
    List<String> usual =
        file != null
            ? List.of(file)
            : List.of(
                ModelFolder.join(transformer, "onnx/model.onnx"),
                ModelFolder.join(transformer, "model.onnx"),
                "onnx/model.onnx",
                "model.onnx");
    Optional<String> found = folder.first(usual, file == null ? MODULES : CHOSEN);
    return found.orElseThrow(
        () -> {
          List<String> others = folder.endingWith(".onnx");
          return folder.missing(
              usual.get(0),
              others.isEmpty()
                  ? "Download it, or export the model with sentence-transformers' backend=\"onnx\"."
                  : OptionText.of("There is {}: choose one with {}.", others, CHOSEN));
        });
  }

  private String tokenizer() {
    List<String> usual = List.of(ModelFolder.join(transformer, "tokenizer.json"), "tokenizer.json");
    return folder
        .first(usual, MODULES)
        .orElseThrow(
            () ->
                folder.missing(
                    usual.get(0),
                    folder
                            .first(
                                List.of(
                                    "sentencepiece.bpe.model", "spiece.model", "tokenizer.model"),
                                MODULES)
                            .isPresent()
                        ? "There is a SentencePiece file, which transformers turns into a"
                            + " tokenizer.json: AutoTokenizer.from_pretrained(dir)"
                            + ".save_pretrained(dir)."
                        : "Download the model's whole folder."));
  }

  /** The weights that a large network keeps in files of their own. */
  private List<Path> weights(String network, OnnxGraph graph) {
    String beside = network.contains("/") ? network.substring(0, network.lastIndexOf('/')) : "";
    List<Path> weights = new ArrayList<>();
    for (String name : graph.externalFiles()) {
      weights.add(
          folder.require(
              ModelFolder.join(beside, name),
              network,
              network + " keeps its weights in it. Download the model's whole folder."));
    }
    return List.copyOf(weights);
  }

  private static OnnxGraph graph(Path networkFile) {
    try {
      return OnnxGraph.read(Files.newInputStream(networkFile));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          networkFile
              + " is not an ONNX model that can be read ("
              + e.getMessage()
              + "). Download it again.",
          e);
    }
  }
}
