package io.github.easyneg.onnx.internal.embed;

import io.github.easyneg.internal.onnx.OnnxGraph;
import io.github.easyneg.internal.text.OptionText;
import io.github.easyneg.internal.text.OptionText.Option;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The files of a network in a folder: the graph, the files next to it that the graph names, and the
 * tokenizer.
 */
record NetworkFiles(ModelSource.InFolder source, OnnxGraph graph) {
  /** What names the network, where it is not the usual one. */
  private static final Option CHOSEN = Option.call("OnnxOptions.file");

  /**
   * Finds them.
   *
   * @param path the Transformer's sub-folder, or empty
   * @param file the graph inside the folder, or null for the usual ones
   * @param firstPosition the number of a text's first position
   * @throws IllegalArgumentException if one is missing, or is not what it should be
   */
  static NetworkFiles find(
      ModelFolder folder, String path, @Nullable String file, int firstPosition) {
    String network = network(folder, path, file);
    Path networkFile = folder.inside(network, CHOSEN);
    String tokenizer = tokenizer(folder, path);
    OnnxGraph graph = graph(networkFile);
    return new NetworkFiles(
        new ModelSource.InFolder(
            networkFile,
            graph.quantized(),
            firstPosition,
            weights(folder, network, graph),
            folder.inside(tokenizer, Modules.FILE)),
        graph);
  }

  /** Returns the {@code tokenizer.json}. */
  Path tokenizer() {
    return source.tokenizer();
  }

  private static String network(ModelFolder folder, String path, @Nullable String file) {
    List<String> usual =
        file != null
            ? List.of(file)
            : List.of(
                ModelFolder.join(path, "onnx/model.onnx"),
                ModelFolder.join(path, "model.onnx"),
                "onnx/model.onnx",
                "model.onnx");
    if (usual.get(0).endsWith(".ort")) {
      throw folder.wrong(
          usual.get(0),
          "a model in the runtime's own format cannot be checked before it is loaded. Use the"
              + " .onnx file that it was made of.");
    }
    Optional<String> found = folder.first(usual, file == null ? Modules.FILE : CHOSEN);
    return found.orElseThrow(
        () -> {
          List<String> others = folder.endingWith(".onnx");
          return folder.missing(
              usual.get(0),
              others.isEmpty()
                  ? "Download it, or export the model: an embedder or a cross-encoder with"
                      + " sentence-transformers' backend=\"onnx\", a reader with 'optimum-cli"
                      + " export onnx --task question-answering'."
                  : OptionText.of("There is {}: choose one with {}.", others, CHOSEN));
        });
  }

  private static String tokenizer(ModelFolder folder, String path) {
    List<String> usual = List.of(ModelFolder.join(path, "tokenizer.json"), "tokenizer.json");
    return folder
        .first(usual, Modules.FILE)
        .orElseThrow(() -> folder.missing(usual.get(0), tokenizerRemedy(folder, path)));
  }

  private static String tokenizerRemedy(ModelFolder folder, String path) {
    String makes =
        ", which transformers turns into a tokenizer.json:"
            + " AutoTokenizer.from_pretrained(dir).save_pretrained(dir).";
    List<String> older =
        List.of(
            "sentencepiece.bpe.model",
            "spiece.model",
            "tokenizer.model",
            "vocab.txt",
            "vocab.json");
    for (String name : older) {
      if (folder.first(List.of(ModelFolder.join(path, name), name), Modules.FILE).isPresent()) {
        return name.endsWith(".model")
            ? "There is a SentencePiece file" + makes
            : "There is a vocabulary, " + name + makes;
      }
    }
    return "Download the model's whole folder.";
  }

  /** The weights that a network keeps in files of their own. */
  private static List<Path> weights(ModelFolder folder, String network, OnnxGraph graph) {
    String beside = network.contains("/") ? network.substring(0, network.lastIndexOf('/')) : "";
    List<Path> weights = new ArrayList<>();
    for (Map.Entry<String, Long> external : graph.external().entrySet()) {
      String named = external.getKey();
      // Once joined to a folder's name, an absolute one would no longer be absolute.
      String name = named.startsWith("/") ? named : ModelFolder.join(beside, named);
      Path file =
          folder.require(
              name,
              network,
              network + " keeps its weights in it. Download the model's whole folder.");
      folder.requireBytes(name, external.getValue(), network);
      weights.add(file);
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
              + "). Download it again, from whom you trust.",
          e);
    }
  }
}
