package io.github.easyneg.cli.console;

import static java.util.Map.entry;

import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says in options of this command what the library says in calls of its recipe: {@code
 * sampleK(21)}, {@code auditTo(..)} and {@code maxReuse} become {@code -k 21}, {@code --audit} and
 * {@code --max-reuse}.
 *
 * <p>All that the library tells the user, in errors, warnings and notes, passes through here on its
 * way to the {@link Console}. Words in double quotes are the user's own, and stay.
 */
public final class Translation {
  /** What the library calls it, and what is typed. */
  private static final Map<String, String> OPTIONS =
      Map.ofEntries(
          entry("withCorpus", "--corpus"),
          entry("withCorpusAlone", "--corpus-alone"),
          entry("sampleK", "-k"),
          entry("candidates", "--pool"),
          entry("sampleMix", "--pool"),
          entry("anchoredOn", "--anchor"),
          entry("sampler", "--sampler"),
          entry("temperature", "--temperature"),
          entry("plausibility", "--plausibility"),
          entry("plausibilityPeak", "--plausibility-peak"),
          entry("frequencyExponent", "--frequency-exponent"),
          entry("rejecting", "--guard"),
          entry("withoutGuards", "--no-guard"),
          entry("background", "--background"),
          entry("maxReuse", "--max-reuse"),
          entry("whenShort", "--when-short"),
          entry("seed", "--seed"),
          entry("threads", "--threads"),
          entry("embedWith", "--embedder"),
          entry("cacheIn", "--dpath"),
          entry("indexIn", "--index"),
          entry("refusal", "--no-answer"),
          entry("refusalRatio", "--refusal-ratio"),
          entry("auditTo", "--audit"),
          entry("resumeIn", "--resume"),
          entry("vectorsIn", "--map-vectors"),
          entry("onProgress", "--progress"),
          entry("BadRows.skip", "--max-rejects"),
          entry("device", "--device"),
          entry("maxTokens", "--max-tokens"),
          entry("dimensions", "--dimensions"),
          entry("pooling", "--pooling"),
          entry("onnxFile", "--onnx-file"),
          entry("OnnxOptions.file", "--onnx-file"),
          entry("OnnxEmbedder.load", "--embedder onnx"),
          entry("StaticEmbedder.load", "--embedder static"),
          entry("tenant", "--chroma-tenant"),
          entry("database", "--chroma-database"),
          entry("ChromaIndex.at", "--chroma-url"),
          entry("ChromaOptions.timeout", "--chroma-timeout"),
          entry("ChromaOptions.tenant", "--chroma-tenant"),
          entry("ChromaOptions.database", "--chroma-database"),
          entry("ChromaOptions.token", "EASYNEG_CHROMA_TOKEN"),
          entry("budget", "--judge-budget"));

  private static final String NAME = "(?<name>(?:[A-Z]\\w*\\.)?[a-z]\\w*)";

  /** In parentheses, which may hold others, as in {@code candidates(nearest(20))}. */
  private static final String VALUE = "(?:\\((?<value>[^()]*(?:\\([^()]*\\)[^()]*)*)\\))?";

  private static final Pattern QUOTED_OR_CALL =
      Pattern.compile(
          "\"(?:[^\"\\\\]|\\\\.)*\"|(?<![\\w./\\\\-])" + NAME + VALUE + "(?![\\w/\\\\(-]|\\.\\w)");

  private static final Pattern CALL = Pattern.compile("(\\w+)\\((.*)\\)");

  private Translation() {}

  /** Returns what this command says where the library says {@code message}. */
  public static String of(String message) {
    return QUOTED_OR_CALL.matcher(message).replaceAll(found -> quoted(word(message, found)));
  }

  private static String quoted(String replacement) {
    return java.util.regex.Matcher.quoteReplacement(replacement);
  }

  private static String word(String message, MatchResult found) {
    String name = found.group(1);
    String value = found.group(2);
    String option = name == null ? null : OPTIONS.get(name);
    if (option == null || (value == null && !isName(name) && !isSubject(message, found))) {
      return found.group();
    }
    return option + typed(value);
  }

  /** Tells whether a word can be nothing but a name: {@code background} can, {@code maxReuse}. */
  private static boolean isName(@Nullable String word) {
    return word != null && !word.equals(word.toLowerCase(Locale.ROOT));
  }

  /** Tells whether a message is about a setting, as in {@code background is 0}. */
  private static boolean isSubject(String message, MatchResult found) {
    return found.start() == 0 && message.startsWith(" is ", found.end());
  }

  /** Returns a value as it is typed: {@code nearest:20} for {@code nearest(20)}. */
  private static String typed(@Nullable String value) {
    if (value == null || value.isEmpty() || value.equals("..")) {
      return "";
    }
    String bare = value.replaceAll("^[\"']|[\"']$", "");
    return bare.isEmpty()
        ? ""
        : " "
            + CALL.matcher(bare)
                .replaceFirst(
                    call -> quoted(call.group(1) + ":" + call.group(2).replace(", ", "-")));
  }
}
