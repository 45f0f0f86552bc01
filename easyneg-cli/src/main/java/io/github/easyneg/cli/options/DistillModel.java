package io.github.easyneg.cli.options;

import io.github.easyneg.cli.console.Failure;
import io.github.easyneg.onnx.DistillOptions;
import io.github.easyneg.onnx.StaticEmbedder;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The network that is distilled, and how. */
public final class DistillModel {
  private static final int DEFAULT_DIMENSIONS = 256;

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description =
          "The network: a folder, or ORG/NAME[@REVISION] on the Hugging Face Hub (default:"
              + " all-MiniLM-L6-v2, which comes with the program and knows English).")
  private @Nullable String model;

  @Option(
      names = "--dimensions",
      paramLabel = "N",
      description = "How many principal components are kept (default: ${DEFAULT-VALUE}).")
  private int dimensions = DEFAULT_DIMENSIONS;

  @Option(
      names = "--precision",
      paramLabel = "NAME",
      description =
          "How numbers are written: float32, float16, or int8, half the size of that (default:"
              + " ${DEFAULT-VALUE}).")
  private String precision = "float16";

  @Option(
      names = "--smoothing",
      paramLabel = "A",
      description =
          "Weights by frequency are A / (A + p); the lower, the less frequent tokens count; none"
              + " for equal weights (default: ${DEFAULT-VALUE}).")
  private String smoothing = "1e-4";

  @Option(
      names = "--onnx-file",
      paramLabel = "FILE",
      description = "Which of the model's ONNX files (default: onnx/model.onnx, else model.onnx).")
  private @Nullable String onnxFile;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      description = "Where it runs: cpu, cuda, or cuda:1 (default: ${DEFAULT-VALUE}).")
  private String device = "cpu";

  /** Returns the options, checked. */
  public DistillOptions options() {
    if (onnxFile != null && model == null) {
      throw Failure.usage(
          String.format(
              Locale.ROOT, "--onnx-file %s needs --model; add that, or leave it out.", onnxFile),
          "--onnx-file",
          "--model");
    }
    DistillOptions options =
        DistillOptions.defaults().dimensions(dimensions).precision(precision).device(device);
    options =
        smoothing.equalsIgnoreCase("none")
            ? options.equalWeights()
            : options.smoothing(number(smoothing));
    return onnxFile == null ? options : options.file(onnxFile);
  }

  /** Returns what to say where fewer dimensions were kept than were asked for, if that is so. */
  public Optional<String> kept(int kept) {
    return dimensions == DEFAULT_DIMENSIONS || dimensions <= kept
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "--dimensions %d is more than the model's vectors have; all %d of them were kept.",
                dimensions,
                kept));
  }

  private static double number(String words) {
    try {
      return Double.parseDouble(words);
    } catch (NumberFormatException e) {
      throw Failure.usage(
          String.format(
              Locale.ROOT,
              "--smoothing is '%s'; use a number above 0 and below 1, or none.",
              words),
          "--smoothing");
    }
  }

  /** Distils; the caller closes the result. */
  public StaticEmbedder distill(Path out, DistillOptions options, Hub hub) {
    if (model == null) {
      hub.loading();
      return ModelFolders.loaded(
          "--onnx-file", () -> StaticEmbedder.distillAllMiniLmL6V2(out, options));
    }
    Path folder = ModelFolders.of("--model", model, onnxFile, hub);
    hub.loading();
    return ModelFolders.loaded("--onnx-file", () -> StaticEmbedder.distill(folder, out, options));
  }
}
