package io.github.easyneg.cli.options;

import io.github.easyneg.cli.console.Failure;
import io.github.easyneg.cli.console.OptionWords;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds the models that options name: a folder, or a name on the Hugging Face Hub. */
final class ModelFolders {
  private ModelFolders() {}

  /**
   * Returns a model's folder.
   *
   * @param option what names it
   * @param onnxFile which of its ONNX files, or null for the usual one
   */
  static Path of(String option, String model, @Nullable String onnxFile, Hub hub) {
    Path folder = Path.of(model);
    if (Files.isDirectory(folder)) {
      return folder;
    }
    if (folder.isAbsolute() || model.startsWith(".") || Files.exists(folder)) {
      throw Failure.environment(
          String.format(
              Locale.ROOT,
              "%s: there is no folder %s; name a folder that holds a model, or ORG/NAME on the"
                  + " Hub.",
              option,
              model));
    }
    return hub.model(option, model, onnxFile);
  }

  /**
   * Loads a model. Invalid files are not a mistake in what was typed.
   *
   * @param fileOption what chooses one of its ONNX files
   */
  static <T> T loaded(String fileOption, Supplier<T> loading) {
    try {
      return loading.get();
    } catch (IllegalArgumentException e) {
      throw Failure.environment(OptionWords.message(e, "OnnxOptions.file", fileOption), e);
    }
  }
}
