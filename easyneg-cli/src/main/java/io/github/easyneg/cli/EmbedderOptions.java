package io.github.easyneg.cli;

import io.github.easyneg.embed.EmbeddingProvider;
import io.github.easyneg.embed.HashingEmbedder;
import io.github.easyneg.langchain4j.OnnxEmbedder;
import io.github.easyneg.langchain4j.OnnxOptions;
import io.github.easyneg.langchain4j.StaticEmbedder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What turns texts into vectors, and where these are kept. */
final class EmbedderOptions {
  @Option(
      names = "--embedder",
      paramLabel = "KIND",
      description = {
        "onnx: a sentence-transformers model, by default all-MiniLM-L6-v2, which comes with the"
            + " program and knows English;",
        "static: a static model (Model2Vec), far faster;",
        "hashing: no model, compares words only, for a quick look (default: ${DEFAULT-VALUE})."
      })
  private Kind embedder = Kind.onnx;

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description = "The model of --embedder onnx or static: a folder.")
  private @Nullable String model;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      description = "Where --embedder onnx runs: cpu, cuda, or cuda:1 (default: ${DEFAULT-VALUE}).")
  private String device = "cpu";

  @Option(
      names = "--dpath",
      paramLabel = "DIR",
      description =
          "Keep embeddings in this folder, so that another run over the same texts embeds nothing"
              + " (default: they are not kept).")
  private @Nullable Path dpath;

  private enum Kind {
    onnx,
    // "static" is a word of the language.
    Static,
    hashing;

    @Override
    public String toString() {
      return this == Static ? "static" : name();
    }
  }

  /** Returns where embeddings are kept. */
  Optional<Path> cache() {
    return Optional.ofNullable(dpath);
  }

  /** Returns the embedder; the caller closes it. */
  EmbeddingProvider open(int threads) {
    if (embedder != Kind.onnx && !device.equals("cpu")) {
      throw Failure.usage(
          "--device %s has no use for --embedder %s; leave it out.".formatted(device, embedder));
    }
    return switch (embedder) {
      case hashing -> hashing();
      case Static -> loaded(StaticEmbedder::load, folder(requiredModel()));
      case onnx -> onnx(OnnxOptions.defaults().device(device).threads(threads));
    };
  }

  private EmbeddingProvider hashing() {
    if (model != null) {
      throw Failure.usage(
          "--model %s has no use for --embedder hashing; leave one out.".formatted(model));
    }
    return HashingEmbedder.defaults();
  }

  private EmbeddingProvider onnx(OnnxOptions options) {
    return model == null
        ? OnnxEmbedder.allMiniLmL6V2(options)
        : loaded(dir -> OnnxEmbedder.load(dir, options), folder(model));
  }

  private String requiredModel() {
    if (model == null) {
      throw Failure.usage(
          "--embedder static needs a model; name its folder or its name on the Hub with --model.");
    }
    return model;
  }

  private static Path folder(String model) {
    Path folder = Path.of(model);
    if (!Files.isDirectory(folder)) {
      throw Failure.environment(
          "--model: there is no folder " + model + ".", new IllegalStateException());
    }
    return folder;
  }

  /** Loads a model; that its files are not as expected is no mistake in what was typed. */
  private static EmbeddingProvider loaded(
      java.util.function.Function<Path, EmbeddingProvider> load, Path folder) {
    try {
      return load.apply(folder);
    } catch (IllegalArgumentException e) {
      throw Failure.environment(String.valueOf(e.getMessage()), e);
    }
  }
}
