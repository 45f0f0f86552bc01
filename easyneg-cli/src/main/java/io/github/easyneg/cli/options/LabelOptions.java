package io.github.easyneg.cli.options;

import io.github.easyneg.Conversion;
import io.github.easyneg.EasyNegatives;
import io.github.easyneg.cli.console.Failure;
import io.github.easyneg.format.OutputFormat;
import io.github.easyneg.format.OutputFormat.Use;
import io.github.easyneg.format.OutputFormats;
import io.github.easyneg.internal.io.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The refusals that a model is trained on. */
public final class LabelOptions {
  @Option(
      names = "--no-answer",
      paramLabel = "TEXT",
      description =
          "The refusal: what a model is to answer where the context holds no answer (default: a"
              + " sentence in the language of the questions).")
  private @Nullable String noAnswer;

  @Option(
      names = "--no-answer-file",
      paramLabel = "FILE",
      description =
          "Several refusals, one a line; each row takes one of them, by chance that depends on the"
              + " seed.")
  private @Nullable Path noAnswerFile;

  @Option(
      names = "--own-negatives",
      paramLabel = "N",
      description =
          "Write at most N of a row's own negatives, its contexts that do not answer, the first"
              + " ones; 0 for none (default: all).")
  private @Nullable Integer ownNegatives;

  @Option(
      names = "--refusal-ratio",
      paramLabel = "SHARE",
      description =
          "Leave refusals out until they are about this share of the lines (default: all stay).")
  private @Nullable Double refusalRatio;

  @Option(
      names = "--prompt",
      paramLabel = "TEXT",
      description =
          "How context and question become one prompt, with {context} and {question} in it, and \\n"
              + " for a new line, in formats that hold a prompt (default: 'Context: {context}\\n"
              + "Question: {question}', in the language of the questions).")
  private @Nullable String prompt;

  @Option(
      names = "--system",
      paramLabel = "TEXT",
      description = "A system message, in formats that have a place for one (default: none).")
  private @Nullable String system;

  /** Returns the recipe with these options. */
  EasyNegatives applyTo(EasyNegatives recipe) {
    EasyNegatives with = recipe;
    List<String> refusals = refusals();
    if (!refusals.isEmpty()) {
      with = with.refusal(refusals.get(0), rest(refusals));
    }
    with = ownNegatives == null ? with : with.ownNegatives(ownNegatives);
    with = refusalRatio == null ? with : with.refusalRatio(refusalRatio);
    with = prompt == null ? with : with.prompt(lines(prompt));
    return system == null ? with : with.system(lines(system));
  }

  /** Returns the conversion with these options. */
  public Conversion applyTo(Conversion conversion) {
    Conversion with = conversion;
    List<String> refusals = refusals();
    if (!refusals.isEmpty()) {
      with = with.refusal(refusals.get(0), rest(refusals));
    }
    with = ownNegatives == null ? with : with.ownNegatives(ownNegatives);
    with = refusalRatio == null ? with : with.refusalRatio(refusalRatio);
    with = prompt == null ? with : with.prompt(lines(prompt));
    return system == null ? with : with.system(lines(system));
  }

  /**
   * Checks the options against the format.
   *
   * @throws Failure if one of them would change nothing
   */
  public void check(OutputFormat format) {
    require(format, "--prompt", prompt != null, Use.PROMPT, "context and question in one prompt");
    require(
        format,
        "--own-negatives",
        ownNegatives != null,
        Use.OWN_NEGATIVES,
        "a place for the row's own negatives");
    require(format, "--system", system != null, Use.SYSTEM, "a place for a system message");
  }

  private static void require(
      OutputFormat format, String option, boolean given, Use use, String what) {
    if (given && !format.uses().contains(use)) {
      throw Failure.usage(
          String.format(
              Locale.ROOT,
              "%s changes nothing in the format %s, which does not have %s; leave it out, or choose"
                  + " one of %s.",
              option,
              format.name(),
              what,
              OutputFormats.all().stream()
                  .filter(other -> other.uses().contains(use))
                  .map(OutputFormat::name)
                  .collect(Collectors.joining(", "))),
          option,
          "--format");
    }
  }

  /** Returns a typed text with line feeds where it says so. */
  private static String lines(String typed) {
    return typed.replace("\\n", "\n");
  }

  private static String[] rest(List<String> refusals) {
    return refusals.subList(1, refusals.size()).toArray(String[]::new);
  }

  /** Returns the wordings of the refusal that were given. */
  private List<String> refusals() {
    if (noAnswer != null && noAnswerFile != null) {
      throw Failure.usage("--no-answer and --no-answer-file both set the refusal; leave one out.");
    }
    return noAnswerFile != null
        ? wordings(noAnswerFile)
        : noAnswer == null ? List.of() : List.of(noAnswer);
  }

  private static List<String> wordings(Path file) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file).stream().filter(line -> !line.isBlank()).toList();
    } catch (IOException e) {
      throw Failure.usage(
          String.format(
              Locale.ROOT,
              "--no-answer-file %s cannot be read: %s; name a text file with one refusal a line.",
              file,
              Reason.of(e)));
    }
    if (lines.isEmpty()) {
      throw Failure.usage(
          String.format(
              Locale.ROOT, "--no-answer-file %s is empty; write one refusal a line.", file));
    }
    return lines;
  }
}
