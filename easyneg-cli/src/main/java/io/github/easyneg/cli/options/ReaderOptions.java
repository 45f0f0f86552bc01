package io.github.easyneg.cli.options;

import io.github.easyneg.cli.console.Failure;
import io.github.easyneg.cli.output.OutputNames;
import io.github.easyneg.mine.BatchGuard;
import io.github.easyneg.onnx.OnnxOptions;
import io.github.easyneg.onnx.OnnxReader;
import io.github.easyneg.onnx.OnnxReranker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Guards that run a network on each negative and the question. */
final class ReaderOptions {
  private static final String READER = "--reader";
  private static final String READER_FILE = "--reader-file";
  private static final String READER_THRESHOLD = "--reader-threshold";
  private static final String RERANKER = "--reranker";
  private static final String RERANKER_FILE = "--reranker-file";
  private static final String RERANKER_THRESHOLD = "--reranker-threshold";
  private static final String RERANKER_SHARE = "--reranker-share";

  @Option(
      names = READER,
      paramLabel = "MODEL",
      description =
          "Also run a question-answering network that looks for an answer in each negative, reject"
              + " those in which it finds one, and measure how much the others distract: a folder,"
              + " or ORG/NAME[@REVISION] on the Hub. It must know questions without an answer, as"
              + " on SQuAD 2.0, and be exported to ONNX (default: no network).")
  private @Nullable String reader;

  @Option(
      names = READER_THRESHOLD,
      paramLabel = "EFFECT",
      description =
          "With --reader: reject where the distracting effect, 1 - P(no answer), is above this,"
              + " 0 to 1; 1 only measures (default: 0.5).")
  private @Nullable Double readerThreshold;

  @Option(
      names = READER_FILE,
      paramLabel = "FILE",
      description = "With --reader: which of its ONNX files (default: onnx/model.onnx).")
  private @Nullable String readerFile;

  @Option(
      names = RERANKER,
      paramLabel = "MODEL",
      description =
          "Also run a cross-encoder that says how relevant each negative is to the question, and"
              + " reject those that are as likely relevant as not, or nearly as relevant as the"
              + " positive: a folder, or ORG/NAME[@REVISION] on the Hub, exported to ONNX (default:"
              + " no network).")
  private @Nullable String reranker;

  @Option(
      names = RERANKER_THRESHOLD,
      paramLabel = "P",
      description = "With --reranker: reject from this relevance on, a probability (default: 0.5).")
  private @Nullable Double rerankerThreshold;

  @Option(
      names = RERANKER_SHARE,
      paramLabel = "SHARE",
      description =
          "With --reranker: reject from this share of the positive's relevance on, or none for"
              + " --reranker-threshold alone (default: 0.95).")
  private @Nullable String rerankerShare;

  @Option(
      names = RERANKER_FILE,
      paramLabel = "FILE",
      description = "With --reranker: which of its ONNX files (default: onnx/model.onnx).")
  private @Nullable String rerankerFile;

  /** Tells whether a network is to read. */
  boolean any() {
    return reader != null || reranker != null;
  }

  /** Rejects options that exclude each other. */
  void check() {
    if (reader == null) {
      requireNone(READER_THRESHOLD, readerThreshold, READER);
      requireNone(READER_FILE, readerFile, READER);
    }
    if (reranker == null) {
      requireNone(RERANKER_THRESHOLD, rerankerThreshold, RERANKER);
      requireNone(RERANKER_SHARE, rerankerShare, RERANKER);
      requireNone(RERANKER_FILE, rerankerFile, RERANKER);
    }
    if (readerThreshold != null && !(readerThreshold >= 0 && readerThreshold <= 1)) {
      throw Failure.usage(
          READER_THRESHOLD + " is " + readerThreshold + "; use a number from 0 to 1.",
          READER_THRESHOLD);
    }
    if (rerankerThreshold != null && !(rerankerThreshold > 0 && rerankerThreshold <= 1)) {
      throw Failure.usage(
          RERANKER_THRESHOLD
              + " is "
              + rerankerThreshold
              + "; use a number above 0, and at most 1.",
          RERANKER_THRESHOLD);
    }
    if (rerankerShare != null && !rerankerShare.equalsIgnoreCase("none")) {
      double unused = share(rerankerShare);
    }
  }

  private static void requireNone(String option, @Nullable Object value, String network) {
    if (value != null) {
      throw Failure.usage(
          String.format(
              Locale.ROOT, "%s needs %s MODEL; add that, or leave it out.", option, network),
          option,
          network);
    }
  }

  private static double share(String words) {
    try {
      double share = Double.parseDouble(words);
      if (share > 0 && share <= 1) {
        return share;
      }
    } catch (NumberFormatException e) {
      // The message below says what it must be.
    }
    throw Failure.usage(
        String.format(
            Locale.ROOT,
            "%s is '%s'; use a number above 0, and at most 1, or none.",
            RERANKER_SHARE,
            words),
        RERANKER_SHARE);
  }

  /** Registers the files that are read, which no output may overwrite. */
  void register(OutputNames names) {
    register(READER, reader, names);
    register(RERANKER, reranker, names);
  }

  private static void register(String option, @Nullable String model, OutputNames names) {
    if (model != null && Files.isDirectory(Path.of(model))) {
      names.readsModel(option, Path.of(model));
    }
  }

  /** Tells whether a model must be downloaded. */
  boolean isOnTheHub() {
    return isOnTheHub(reader) || isOnTheHub(reranker);
  }

  private static boolean isOnTheHub(@Nullable String model) {
    return model != null && !Files.exists(Path.of(model));
  }

  /** Loads the networks, the cheaper one first; the caller closes them. */
  List<BatchGuard> open(String device, int threads, Hub hub) {
    check();
    List<BatchGuard> guards = new ArrayList<>();
    OnnxOptions options = OnnxOptions.defaults().device(device).threads(threads);
    try {
      if (reranker != null) {
        guards.add(reranker(reranker, options, hub));
      }
      if (reader != null) {
        guards.add(reader(reader, options, hub));
      }
      return guards;
    } catch (RuntimeException e) {
      ModelGuards.close(guards);
      throw e;
    }
  }

  private OnnxReader reader(String model, OnnxOptions options, Hub hub) {
    Path folder = ModelFolders.of(READER, model, readerFile, hub);
    hub.loading();
    OnnxOptions own = readerFile == null ? options : options.file(readerFile);
    OnnxReader loaded = ModelFolders.loaded(READER_FILE, () -> OnnxReader.load(folder, own));
    return readerThreshold == null ? loaded : loaded.threshold(readerThreshold);
  }

  private OnnxReranker reranker(String model, OnnxOptions options, Hub hub) {
    Path folder = ModelFolders.of(RERANKER, model, rerankerFile, hub);
    hub.loading();
    OnnxOptions own = rerankerFile == null ? options : options.file(rerankerFile);
    OnnxReranker loaded = ModelFolders.loaded(RERANKER_FILE, () -> OnnxReranker.load(folder, own));
    loaded = rerankerThreshold == null ? loaded : loaded.threshold(rerankerThreshold);
    if (rerankerShare == null) {
      return loaded;
    }
    return rerankerShare.equalsIgnoreCase("none")
        ? loaded.regardlessOfPositive()
        : loaded.shareOfPositive(share(rerankerShare));
  }
}
