package io.github.easyneg.hub.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which files of a model repository an embedder needs: of a transformer its ONNX graph, of a static
 * model its matrix, of both the configuration, the tokenizer and the folders of the later modules;
 * not the weights for PyTorch, TensorFlow and the like.
 *
 * @param modules the modules in order, as {@code modules.json} lists them
 * @param onnxFile the graph that was asked for by name
 * @see <a href="https://sbert.net/docs/package_reference/sentence_transformer/models.html">Modules
 *     of sentence-transformers</a>
 */
record ModelLayout(List<Module> modules, Optional<RepoFile> onnxFile) {

  static final RepoFile MODULES = new RepoFile("modules.json");
  static final RepoFile CONFIG = new RepoFile("config.json");

  private static final String MATRIX = "model.safetensors";
  private static final String TOKENIZER = "tokenizer.json";
  // In addition to tokenizer.json, for those who make one of them.
  private static final Set<String> VOCABULARIES = Set.of("vocab.txt", "merges.txt");
  private static final Set<String> FOREIGN_WEIGHTS =
      Set.of(
          "bin",
          "h5",
          "msgpack",
          "ot",
          "pt",
          "pth",
          "ckpt",
          "onnx",
          "onnx_data",
          "gguf",
          "tflite",
          "pb",
          "npz");

  /** What a module is, as far as its files are concerned. */
  enum Kind {
    TRANSFORMER,
    STATIC,
    POOLING,
    DENSE,
    OTHER
  }

  /**
   * A module.
   *
   * @param folder its folder with a slash at the end; empty for the top
   */
  record Module(Kind kind, String folder) {}

  /**
   * Reads the layout.
   *
   * @param modulesJson the content of {@code modules.json}, or nothing where there is none
   * @param configJson the content of {@code config.json}, likewise
   * @throws IOException if one of them is not JSON, or not of the expected shape
   */
  static ModelLayout of(
      Optional<byte[]> modulesJson, Optional<byte[]> configJson, Optional<RepoFile> onnxFile)
      throws IOException {
    if (modulesJson.isPresent()) {
      JsonNode root = RepoListing.JSON.readTree(modulesJson.get());
      List<Module> modules = new ArrayList<>();
      for (JsonNode module : root) {
        modules.add(new Module(kind(module.path("type").asText("")), folder(module.path("path"))));
      }
      if (!root.isArray() || modules.isEmpty()) {
        throw new IOException("expected a list of modules");
      }
      return new ModelLayout(List.copyOf(modules), onnxFile);
    }
    // Model2Vec's own folders, and plain transformers, do without.
    boolean isStatic =
        configJson.isPresent()
            && RepoListing.JSON
                .readTree(configJson.get())
                .path("model_type")
                .asText("")
                .equals("model2vec");
    Module only = new Module(isStatic ? Kind.STATIC : Kind.TRANSFORMER, "");
    return new ModelLayout(List.of(only), onnxFile);
  }

  /**
   * Returns what a folder must hold to be used: of each inner list, one. Of an interrupted download
   * some of it is missing, because the weights named here come last.
   */
  List<List<String>> requirements() {
    List<List<String>> all = new ArrayList<>();
    for (Module module : modules) {
      String folder = module.folder;
      switch (module.kind) {
        case STATIC -> {
          all.add(List.of(folder + TOKENIZER));
          all.add(List.of(folder + MATRIX));
        }
        case TRANSFORMER -> {
          all.add(Stream.of(folder + TOKENIZER, TOKENIZER).distinct().toList());
          all.add(graphs(folder));
        }
        case POOLING -> all.add(List.of(folder + "config.json"));
        case DENSE -> {
          all.add(List.of(folder + "config.json"));
          all.add(List.of(folder + MATRIX));
        }
        case OTHER -> {}
      }
    }
    return all;
  }

  /** Returns the first requirement of which {@code files} has nothing. */
  Optional<List<String>> missing(Predicate<String> files) {
    return requirements().stream().filter(any -> any.stream().noneMatch(files)).findFirst();
  }

  /** Returns which of a repository's files to fetch, with the large ones that decide last. */
  List<String> choose(Set<String> files) {
    Set<String> weights = new LinkedHashSet<>();
    for (Module module : modules) {
      if (module.kind == Kind.TRANSFORMER) {
        Optional<String> graph = graphs(module.folder).stream().filter(files::contains).findFirst();
        // The files that a large graph keeps its weights in are found in it.
        graph.ifPresent(weights::add);
      } else if (module.kind == Kind.STATIC) {
        weights.add(module.folder + MATRIX);
      }
    }
    weights.retainAll(files);
    List<String> chosen = new ArrayList<>();
    files.stream().filter(f -> !weights.contains(f) && isSmallPart(f)).forEach(chosen::add);
    chosen.addAll(weights);
    return chosen;
  }

  /** Returns the network's graph among some files. */
  Optional<String> graph(Predicate<String> files) {
    return modules.stream()
        .filter(module -> module.kind == Kind.TRANSFORMER)
        .flatMap(module -> graphs(module.folder).stream().filter(files).limit(1))
        .findFirst();
  }

  private boolean isSmallPart(String file) {
    String folder = file.substring(0, file.lastIndexOf('/') + 1);
    String name = file.substring(folder.length());
    String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    if (folder.isEmpty()) {
      return isConfigOrTokenizer(name, extension);
    }
    for (Module module : modules) {
      if (!module.folder.isEmpty() && file.startsWith(module.folder)) {
        return switch (module.kind) {
          case TRANSFORMER, STATIC ->
              folder.equals(module.folder) && isConfigOrTokenizer(name, extension);
          default -> !FOREIGN_WEIGHTS.contains(extension);
        };
      }
    }
    return false;
  }

  private static boolean isConfigOrTokenizer(String name, String extension) {
    boolean config = extension.equals("json") && !name.endsWith(".index.json");
    // SentencePiece's files end in .model.
    return config || extension.equals("model") || VOCABULARIES.contains(name);
  }

  private List<String> graphs(String folder) {
    return onnxFile
        .map(file -> List.of(file.path()))
        .orElseGet(
            () ->
                Stream.of(
                        folder + "onnx/model.onnx",
                        folder + "model.onnx",
                        "onnx/model.onnx",
                        "model.onnx")
                    .distinct()
                    .toList());
  }

  private static Kind kind(String type) {
    String name = type.substring(type.lastIndexOf('.') + 1);
    return switch (name) {
      case "Transformer" -> Kind.TRANSFORMER;
      case "StaticEmbedding" -> Kind.STATIC;
      case "Pooling" -> Kind.POOLING;
      case "Dense" -> Kind.DENSE;
      default -> Kind.OTHER;
    };
  }

  private static String folder(JsonNode path) throws IOException {
    String folder = path.asText("").replaceFirst("^\\./|^\\.$", "");
    if (folder.isEmpty()) {
      return "";
    }
    Optional<String> problem = RepoFile.problem(folder);
    if (problem.isPresent()) {
      throw new IOException("module path '" + Quoted.clean(folder) + "': " + problem.get());
    }
    return folder + "/";
  }
}
