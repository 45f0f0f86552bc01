package io.github.easyneg.cli.options;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.cli.console.Failure;
import io.github.easyneg.internal.io.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a model is taught where there is no answer. */
final class LabelOptions {
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
      names = "--refusal-ratio",
      paramLabel = "SHARE",
      description =
          "Leave refusals out until they are about this share of the lines (default: all stay).")
  private @Nullable Double refusalRatio;

  /** Returns the recipe with these options. */
  EasyNegatives applyTo(EasyNegatives recipe) {
    if (noAnswer != null && noAnswerFile != null) {
      throw Failure.usage("--no-answer and --no-answer-file both set the refusal; leave one out.");
    }
    EasyNegatives with = noAnswer == null ? recipe : recipe.refusal(noAnswer);
    if (noAnswerFile != null) {
      List<String> wordings = wordings(noAnswerFile);
      with =
          with.refusal(
              wordings.get(0), wordings.subList(1, wordings.size()).toArray(String[]::new));
    }
    return refusalRatio == null ? with : with.refusalRatio(refusalRatio);
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
              Locale.ROOT, "--no-answer-file %s holds no line; write one refusal a line.", file));
    }
    return lines;
  }
}
