package io.github.easyneg.onnx.internal.embed;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code modules.json}, and the modules that map a vector to a vector. */
final class Modules {
  static final String FILE = "modules.json";
  private static final String PACKAGE = "sentence_transformers.";

  private Modules() {}

  /**
   * A line of {@code modules.json}.
   *
   * @param className the class with its package, such as {@code
   *     sentence_transformers.models.Normalize}
   * @param path the sub-folder that it reads, or empty
   */
  record Module(String className, String path) {

    /** Returns the class's simple name, or the whole one where it is a model's own. */
    String type() {
      return className.startsWith(PACKAGE)
          ? className.substring(className.lastIndexOf('.') + 1)
          : className;
    }
  }

  /** Whether the folder lists its modules. */
  static boolean listed(ModelFolder folder) {
    return folder.first(List.of(FILE), FILE).isPresent();
  }

  /**
   * Reads the list.
   *
   * @throws IllegalArgumentException if it is invalid, or has unknown entries
   */
  static List<Module> read(ModelFolder folder) {
    JsonNode json =
        folder.json(
            FILE, FILE, "It says how token vectors become one vector. " + ModelFolder.AGAIN);
    if (!json.isArray() || json.isEmpty()) {
      throw folder.wrong(
          FILE, "expected a list of modules, found none. Download the model's folder again.");
    }
    List<Module> modules = new ArrayList<>();
    for (JsonNode line : json) {
      ModuleConfig module = ModuleConfig.of(folder, FILE, line);
      String type = module.text("type", "");
      String path = module.text("path", "").replaceAll("/+$", "");
      module.ignore("idx", "name");
      // Arguments of encode(..) that the module takes.
      module.refuse("kwargs");
      module.requireAllKnown();
      modules.add(new Module(type, path));
    }
    return List.copyOf(modules);
  }

  /**
   * Reads modules that map a vector to a vector.
   *
   * @param inputs the length of the first vector
   * @throws UnsupportedModuleException if one of them is not supported
   * @throws IllegalArgumentException if one of them does not fit
   */
  static List<Layer> layers(ModelFolder folder, List<Module> modules, int inputs) {
    List<Layer> layers = new ArrayList<>();
    int length = inputs;
    for (Module module : modules) {
      Layer layer = layer(folder, module);
      if (layer == null) {
        continue;
      }
      if (layer.inputs(length) != length) {
        throw folder.wrong(
            ModelFolder.join(module.path(), "config.json"),
            "it takes vectors of "
                + layer.inputs(length)
                + " numbers, and the module before it makes "
                + length
                + ". "
                + ModelFolder.AGAIN);
      }
      length = layer.outputs(length);
      layers.add(layer);
    }
    return layers;
  }

  private static @Nullable Layer layer(ModelFolder folder, Module module) {
    return switch (module.type()) {
      case "Dense" -> Dense.read(folder, module.path());
      case "LayerNorm" -> LayerNorm.read(folder, module.path());
      case "Normalize" -> Normalize.read(folder, module.path());
      // Dropout applies in training only.
      case "Dropout" -> {
        ModuleConfig config =
            folder.moduleConfigOrEmpty(ModelFolder.join(module.path(), "config.json"));
        config.ignore("dropout");
        config.requireAllKnown();
        yield null;
      }
      default ->
          throw folder.unsupported(
              FILE,
              "it names the module '"
                  + module.type()
                  + "'; supported are Dense, Dropout, LayerNorm and Normalize."
                  + ModuleConfig.INSIDE);
    };
  }
}
