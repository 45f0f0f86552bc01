package io.github.easyneg.cli.options;

import io.github.easyneg.cli.console.Failure;
import io.github.easyneg.cli.console.ProgressDisplay;
import io.github.easyneg.hub.HubRows;
import io.github.easyneg.hub.HuggingFaceHub;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Downloads from the Hugging Face Hub, by name, and shows the progress. */
public final class Hub {
  /** The prefix of an input on the Hub. */
  public static final String PREFIX = "hf:";

  private static final Pattern DATASET =
      Pattern.compile(
          "(?<id>[^/@:]+(?:/[^/@:]+)?)"
              + "(?:@(?<revision>refs/(?:pr|convert)/[^/:]+|[^/:]+))?"
              + "(?::(?<config>[^/]+))?(?:/(?<rest>.+))?");
  private static final Pattern FILE =
      Pattern.compile(".+\\.(?:jsonl|json|parquet|csv|tsv|txt|gz)", Pattern.CASE_INSENSITIVE);
  private static final Pattern MODEL = Pattern.compile("(?<id>[^@]+)(?:@(?<revision>.+))?");

  private final ProgressDisplay display;

  public Hub(ProgressDisplay display) {
    this.display = display;
  }

  /** Says that a model is being read, which cannot be counted. */
  void loading() {
    display.meanwhile("loading the model");
  }

  /**
   * Returns the rows of {@code hf:ORG/NAME}, of a configuration and a split where {@code :CONFIG}
   * and {@code /SPLIT} are given, or of {@code /FILE}; at {@code @REVISION} where that is.
   */
  public HubRows dataset(String words) {
    requireNoAddress("an input", words);
    Matcher parts = DATASET.matcher(words.substring(PREFIX.length()));
    if (!parts.matches()) {
      throw Failure.usage(
          String.format(
              Locale.ROOT,
              "'%s' is not the name of a data set on the Hub; write hf:ORG/NAME,"
                  + " hf:ORG/NAME:CONFIG/SPLIT or hf:ORG/NAME/FILE, as in"
                  + " hf:DiscoResearch/germanrag.",
              words));
    }
    HuggingFaceHub hub = at(parts.group("revision"));
    String id = parts.group("id");
    Optional<String> config = Optional.ofNullable(parts.group("config"));
    Optional<String> rest = Optional.ofNullable(parts.group("rest"));
    if (config.isEmpty() && rest.filter(Hub::isFile).isPresent()) {
      return HubRows.of("default", "train", List.of(hub.fetchDataset(id, rest.get())));
    }
    return hub.fetchRows(id, config, rest);
  }

  /** A split's name has neither a folder nor the end of a file's. */
  private static boolean isFile(String rest) {
    return rest.contains("/") || FILE.matcher(rest).matches();
  }

  /** Returns the folder of the Hub's cache on this machine. */
  static Path cache() {
    return HuggingFaceHub.fromEnvironment().cacheDirectory();
  }

  /** Returns the data sets on the Hub among some inputs, for example {@code ORG/NAME}. */
  public static List<String> datasets(List<String> inputs) {
    return inputs.stream()
        .filter(input -> input.startsWith(PREFIX))
        .map(input -> DATASET.matcher(input.substring(PREFIX.length())))
        .filter(Matcher::matches)
        .map(parts -> parts.group("id"))
        .distinct()
        .toList();
  }

  /**
   * Returns the folder of the model {@code ORG/NAME}, {@code @REVISION} where given.
   *
   * @param option what names it
   * @param words with or without {@code hf:} before them
   */
  public Path model(String option, String words, @Nullable String onnxFile) {
    requireNoAddress(option, words);
    Matcher parts =
        MODEL.matcher(words.startsWith(PREFIX) ? words.substring(PREFIX.length()) : words);
    if (!parts.matches()) {
      throw Failure.usage(
          String.format(
              Locale.ROOT,
              "%s '%s' is neither a folder nor a name on the Hub; write ORG/NAME, as in"
                  + " sentence-transformers/all-MiniLM-L6-v2.",
              option,
              words),
          option);
    }
    HuggingFaceHub hub = at(parts.group("revision"));
    return (onnxFile == null ? hub : hub.onnxFile(onnxFile)).fetchModel(parts.group("id"));
  }

  private static void requireNoAddress(String what, String words) {
    if (words.contains("://")) {
      throw Failure.usage(
          what
              + " is an address (it is not shown, for it may hold a password); expected ORG/NAME of"
              + " the Hub, or a path. Download it first, or name another Hub with HF_ENDPOINT.");
    }
  }

  private HuggingFaceHub at(@Nullable String revision) {
    HuggingFaceHub hub =
        HuggingFaceHub.fromEnvironment()
            .progress(
                (file, received, total) ->
                    display.on(
                        "fetching " + file + ", KB", received >> 10, OptionalLong.of(total >> 10)));
    return revision == null ? hub : hub.revision(revision);
  }
}
