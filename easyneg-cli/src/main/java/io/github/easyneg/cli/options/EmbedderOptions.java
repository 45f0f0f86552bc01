package io.github.easyneg.cli.options;

import io.github.easyneg.cli.console.Failure;
import io.github.easyneg.cli.output.OutputNames;
import io.github.easyneg.embed.EmbeddingProvider;
import io.github.easyneg.embed.HashingEmbedder;
import io.github.easyneg.langchain4j.OpenAiEmbedder;
import io.github.easyneg.onnx.OnnxEmbedder;
import io.github.easyneg.onnx.OnnxOptions;
import io.github.easyneg.onnx.StaticEmbedder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What turns texts into vectors. */
public final class EmbedderOptions {
  private static final String DEFAULT_MODEL = "all-MiniLM-L6-v2";

  @Option(
      names = "--embedder",
      paramLabel = "KIND",
      converter = Kind.Converter.class,
      description = {
        "onnx: a sentence-transformers model; without --model all-MiniLM-L6-v2, which comes with"
            + " the program and knows English;",
        "static: a static model (Model2Vec), some eighty times faster; without --model"
            + " all-MiniLM-L6-v2 as one, which comes with the program too;",
        "hashing: no model, compares words alone, for a quick look (default: ${DEFAULT-VALUE})."
      })
  private Kind embedder = Kind.ONNX;

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description =
          "The model: a folder, or ORG/NAME[@REVISION] on the Hugging Face Hub, for example"
              + " sentence-transformers/distiluse-base-multilingual-cased-v2.")
  private @Nullable String model;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      description =
          "Where --embedder onnx, --reader and --reranker run: cpu, cuda, or cuda:1 (default:"
              + " ${DEFAULT-VALUE}). The latter two need the GPU build of this command, as"
              + " docs/reference/command.md says.")
  private String device = "cpu";

  @Option(
      names = "--onnx-file",
      paramLabel = "FILE",
      description =
          "Which of the model's ONNX files, as in onnx/model_quantized.onnx (default:"
              + " onnx/model.onnx, else model.onnx).")
  private @Nullable String onnxFile;

  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      description =
          "After how many tokens --embedder onnx truncates a text (default: what the model's files"
              + " say).")
  private @Nullable Integer maxTokens;

  @Option(
      names = "--dimensions",
      paramLabel = "N",
      description =
          "Cut vectors to their first N numbers and normalise them again, for models that were"
              + " trained for that (Matryoshka) (default: what the model's files say).")
  private @Nullable Integer dimensions;

  @Option(
      names = "--pooling",
      paramLabel = "HOW",
      description =
          "How --embedder onnx makes one vector of a text's tokens where the model has no"
              + " modules.json to say so: mean, cls, last or max (default: mean, or last where the"
              + " network continues texts).")
  private @Nullable String pooling;

  @Option(
      names = "--query-prompt",
      paramLabel = "TEXT",
      description =
          "What is put before a question or an answer, as 'query: ' for multilingual-e5, whose"
              + " files do not say it (default: what the model's files say).")
  private @Nullable String queryPrompt;

  @Option(
      names = "--passage-prompt",
      paramLabel = "TEXT",
      description = "What is put before a passage, as 'passage: '; goes with --query-prompt.")
  private @Nullable String passagePrompt;

  private enum Kind {
    ONNX,
    STATIC,
    OPENAI,
    HASHING;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Reads a kind as it is typed; {@code static} is not a name that a constant could have. */
    static final class Converter implements ITypeConverter<Kind> {
      @Override
      public Kind convert(String word) {
        for (Kind kind : values()) {
          if (kind.toString().equalsIgnoreCase(word)) {
            return kind;
          }
        }
        throw new TypeConversionException("onnx, static, openai or hashing");
      }
    }
  }

  /** Returns the model's display name. */
  public String modelName() {
    return model != null ? model : comesWithTheProgram() ? DEFAULT_MODEL : embedder.toString();
  }

  /** Tells whether the embedder is a form of the model that needs no name. */
  private boolean comesWithTheProgram() {
    return model == null && (embedder == Kind.ONNX || embedder == Kind.STATIC);
  }

  /** Returns a note on the default model where none was given. */
  public Optional<String> advice() {
    return !comesWithTheProgram()
        ? Optional.empty()
        : Optional.of(
            "the model is "
                + DEFAULT_MODEL
                + (embedder == Kind.STATIC ? " as a static model" : "")
                + ", which knows English; for other languages name a multilingual one with"
                + " --model.");
  }

  /** Rejects options that exclude each other. */
  public void check() {
    check(false);
  }

  /**
   * Rejects options that exclude each other.
   *
   * @param othersRun whether other networks run on the device too
   */
  void check(boolean othersRun) {
    if (embedder != Kind.ONNX && !othersRun && !device.equals("cpu")) {
      throw Failure.usage(
          String.format(
              Locale.ROOT,
              "--device %s has no effect with --embedder %s; leave it out, or use --embedder onnx.",
              device,
              embedder),
          "--device",
          "--embedder");
    }
    requireOnnx("--onnx-file", onnxFile);
    requireOnnx("--max-tokens", maxTokens);
    requireOnnx("--pooling", pooling);
    if (embedder != Kind.OPENAI) {
      requireOnnx("--query-prompt", queryPrompt);
      requireOnnx("--passage-prompt", passagePrompt);
    }
    if ((queryPrompt == null) != (passagePrompt == null)) {
      throw Failure.usage(
          String.format(
              Locale.ROOT,
              "%s goes with %s; give both, '' for none.",
              queryPrompt != null ? "--query-prompt" : "--passage-prompt",
              queryPrompt != null ? "--passage-prompt" : "--query-prompt"),
          "--query-prompt",
          "--passage-prompt");
    }
    if (onnxFile != null && model == null) {
      throw Failure.usage(
          String.format(
              Locale.ROOT, "--onnx-file %s needs --model; add that, or leave it out.", onnxFile),
          "--onnx-file",
          "--model");
    }
    OnnxOptions unused = onnxOptions();
    if (embedder == Kind.HASHING && dimensions != null) {
      throw Failure.usage(
          "--dimensions has no effect with --embedder hashing; leave it out, or use another"
              + " embedder.",
          "--dimensions",
          "--embedder");
    }
    if (pooling != null && model == null) {
      throw Failure.usage(
          String.format(
              Locale.ROOT, "--pooling %s needs --model; add that, or leave it out.", pooling),
          "--pooling",
          "--model");
    }
    if (embedder == Kind.HASHING && model != null) {
      throw Failure.usage(
          String.format(
              Locale.ROOT,
              "--model %s has no effect with --embedder hashing; leave one of them out.",
              model),
          "--model",
          "--embedder");
    }
  }

  /** Returns where networks run. */
  String device() {
    return device;
  }

  /** Tells whether the model is on a server. */
  boolean onServer() {
    return embedder == Kind.OPENAI;
  }

  /** Returns the model that was named. */
  Optional<String> model() {
    return Optional.ofNullable(model);
  }

  /** Returns a server's embedder with the options that others have too. */
  EmbeddingProvider configured(OpenAiEmbedder server) {
    OpenAiEmbedder with = dimensions == null ? server : server.dimensions(dimensions);
    return queryPrompt == null || passagePrompt == null
        ? with
        : with.prompts(queryPrompt, passagePrompt);
  }

  private void requireOnnx(String option, @Nullable Object value) {
    if (value != null && embedder != Kind.ONNX) {
      throw Failure.usage(
          String.format(
              Locale.ROOT,
              "%s has no effect with --embedder %s; leave it out, or use --embedder onnx.",
              option,
              embedder),
          option,
          "--embedder");
    }
  }

  private OnnxOptions onnxOptions() {
    OnnxOptions options = OnnxOptions.defaults().device(device);
    options = maxTokens == null ? options : options.maxTokens(maxTokens);
    options = onnxFile == null ? options : options.file(onnxFile);
    options = dimensions == null ? options : options.dimensions(dimensions);
    options = pooling == null ? options : options.pooling(pooling);
    return queryPrompt == null || passagePrompt == null
        ? options
        : options.prompts(queryPrompt, passagePrompt);
  }

  /** Returns the embedder; the caller closes it. */
  public EmbeddingProvider open(int threads, Hub hub) {
    OnnxOptions options = onnxOptions().threads(threads);
    String name = model;
    if (embedder == Kind.HASHING) {
      return HashingEmbedder.defaults();
    }
    if (onServer()) {
      throw Failure.usage(
          "--embedder openai counts no tokens before it embeds; name the model's folder with"
              + " --embedder onnx, or use --embedder hashing.");
    }
    if (name == null) {
      hub.loading();
      return embedder == Kind.STATIC ? staticModel() : OnnxEmbedder.allMiniLmL6V2(options);
    }
    Path folder = ModelFolders.of("--model", name, onnxFile, hub);
    hub.loading();
    return embedder == Kind.STATIC
        ? ModelFolders.loaded("--onnx-file", () -> staticModel(folder))
        : ModelFolders.loaded("--onnx-file", () -> OnnxEmbedder.load(folder, options));
  }

  /** Registers the files that are read, which no output may overwrite. */
  void register(OutputNames names) {
    if (model != null && Files.isDirectory(Path.of(model))) {
      names.readsModel("--model", Path.of(model));
    }
  }

  /** Tells whether a model must be downloaded. */
  boolean isOnTheHub() {
    return model != null && !Files.exists(Path.of(model));
  }

  private EmbeddingProvider staticModel() {
    return dimensions == null
        ? StaticEmbedder.allMiniLmL6V2()
        : StaticEmbedder.allMiniLmL6V2(dimensions);
  }

  private EmbeddingProvider staticModel(Path folder) {
    return dimensions == null
        ? StaticEmbedder.load(folder)
        : StaticEmbedder.load(folder, dimensions);
  }
}
