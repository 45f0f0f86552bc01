package io.github.easyneg.cli.console;

import static java.util.Map.entry;

import io.github.easyneg.internal.text.NamesOptions;
import io.github.easyneg.internal.text.OptionText.Option;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What this command calls the options that the library names in its errors: {@code -k 21} where the
 * library says {@code sampleK(21)}.
 */
public final class OptionWords {
  /** Those that are not called as in the library, in lower case with hyphens. */
  private static final Map<String, String> OTHERS =
      Map.ofEntries(
          entry("sampleK", "-k"),
          entry("candidates", "--pool"),
          entry("sampleMix", "--pool"),
          entry("anchoredOn", "--anchor"),
          entry("refusal", "--no-answer"),
          entry("auditTo", "--audit"),
          entry("relabelledTo", "--relabelled"),
          entry("resumeIn", "--resume"),
          entry("vectorsIn", "--map-vectors"),
          entry("groundIn", "--ground"),
          entry("BadRows.skip", "--max-rejects"),
          entry("OnnxOptions.file", "--onnx-file"),
          entry("OnnxEmbedder.load", "--embedder onnx"),
          entry("StaticEmbedder.load", "--embedder static"),
          entry("ChromaOptions.token", "EASYNEG_CHROMA_TOKEN"),
          entry("budget", "--judge-budget"),
          entry("withCorpus", "--corpus"),
          entry("withCorpusAlone", "--corpus-alone"),
          entry("write", "--format"),
          entry("tenant", "--chroma-tenant"),
          entry("database", "--chroma-database"),
          entry("ChromaIndex.at", "--chroma-url"),
          entry("PgVectorIndex.at", "--pg-url"),
          entry("PgVectorOptions.user", "--pg-user"),
          entry("PgVectorOptions.password", "EASYNEG_PG_PASSWORD"),
          entry("PgVectorOptions.timeout", "--pg-timeout"),
          entry("ChromaOptions.timeout", "--chroma-timeout"),
          entry("ChromaOptions.tenant", "--chroma-tenant"),
          entry("ChromaOptions.database", "--chroma-database"));

  /**
   * A pool's name, which the library writes as a call: {@code nearest(20)}, {@code ranks(1, 9)}.
   */
  private static final Pattern POOL = Pattern.compile("(\\w+)\\((.*)\\)");

  private OptionWords() {}

  /** Returns the message of an exception, with options as they are typed. */
  public static String message(Throwable e) {
    return e instanceof NamesOptions named
        ? named.text().in(OptionWords::typed)
        : String.valueOf(e.getMessage());
  }

  /**
   * The same where one of the library's options is typed in a way of its own.
   *
   * @param call what the library calls it
   * @param option what is typed
   */
  public static String message(Throwable e, String call, String option) {
    return e instanceof NamesOptions named
        ? named.text().in(of -> of.call().equals(call) ? option : typed(of))
        : String.valueOf(e.getMessage());
  }

  /** Returns the options that an exception is about, as they are typed; none if it names none. */
  public static List<String> options(Throwable e) {
    if (e instanceof Failure failure) {
      return failure.options();
    }
    return e instanceof NamesOptions named
        ? named.text().options().stream()
            .map(option -> typed(option.call()))
            .map(option -> option.replaceFirst(" .*", ""))
            .distinct()
            .toList()
        : List.of();
  }

  /** Returns what is typed where the library names a call: {@code maxReuse} is --max-reuse. */
  private static String typed(String call) {
    String other = OTHERS.get(call);
    return other != null
        ? other
        : "--" + call.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  private static String typed(Option option) {
    String name = typed(option.call());
    return option
        .value()
        .map(value -> value.replaceAll("^'|'$", ""))
        .filter(value -> !value.isBlank())
        .map(value -> name + " " + POOL.matcher(value).replaceFirst(OptionWords::pool))
        .orElse(name);
  }

  private static String pool(java.util.regex.MatchResult pool) {
    return java.util.regex.Matcher.quoteReplacement(
        pool.group(1) + ":" + pool.group(2).replace(", ", "-"));
  }
}
