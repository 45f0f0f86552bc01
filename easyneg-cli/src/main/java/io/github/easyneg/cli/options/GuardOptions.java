package io.github.easyneg.cli.options;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.cli.console.Failure;
import io.github.easyneg.cli.output.OutputNames;
import io.github.easyneg.mine.AnyGuard;
import io.github.easyneg.mine.Guards;
import io.github.easyneg.mine.Marks;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What rejects candidates. */
final class GuardOptions {
  @Option(
      names = "--guard",
      paramLabel = "GUARD",
      description = {
        "Reject more candidates than those that hold the answer, are near-duplicates of the"
            + " positive or of another negative, or, without a positive, have most of the"
            + " question's words; may be given several times:",
        "same-title (the first line), margin:0.05 (closer than the positive less that much),"
            + " relative-margin:0.05;",
        "and those that are on by default with another number:",
        "answer-bearing:SHARE, near-duplicate:JACCARD, containment:SHARE, question-words:QUANTILE."
      })
  private List<String> guard = List.of();

  @Option(
      names = "--no-guard",
      paramLabel = "GUARD",
      description =
          "Switch off a guard that is on by default: answer-bearing, near-duplicate, containment,"
              + " question-words.")
  private List<String> noGuard = List.of();

  @Option(
      names = "--marks",
      paramLabel = "FILE",
      description =
          "Apply the marks that 'easyneg view' wrote: what was marked 'answers' or 'too-easy' is"
              + " not mined for that question again.")
  private @Nullable Path marks;

  /** Registers what is read. */
  void register(OutputNames names) {
    if (marks != null) {
      names.reads("--marks", marks);
    }
  }

  /** Returns the recipe with these options. */
  EasyNegatives applyTo(EasyNegatives recipe) {
    EasyNegatives with = recipe;
    requireOnce("--guard", guard);
    requireOnce("--no-guard", noGuard);
    for (String words : guard) {
      with = with.rejecting(Failure.namedIn("--guard", words, () -> guard(words)));
    }
    for (String name : noGuard) {
      String known = nameOf(name);
      if (guard.stream().anyMatch(words -> words.equals(name) || words.startsWith(name + ":"))) {
        throw Failure.usage(
            String.format(
                Locale.ROOT, "--guard and --no-guard both name %s; leave one of them out.", name),
            "--guard",
            "--no-guard");
      }
      with = with.withoutGuards(known);
    }
    return marks == null ? with : with.rejecting(read(marks).guard());
  }

  private static Marks read(Path file) {
    try {
      return Marks.read(file);
    } catch (IllegalArgumentException e) {
      throw Failure.environment(e);
    }
  }

  private static void requireOnce(String option, List<String> guards) {
    Set<String> names = new HashSet<>();
    for (String words : guards) {
      String name = words.replaceFirst(":.*", "");
      if (!names.add(name)) {
        throw Failure.usage(
            String.format(Locale.ROOT, "%s names %s twice; name it once.", option, name), option);
      }
    }
  }

  private static String nameOf(String word) {
    return switch (word) {
      case Guards.NEAR_DUPLICATE,
          Guards.CONTAINMENT,
          Guards.QUESTION_WORDS,
          Guards.ANSWER_BEARING ->
          word;
      default ->
          throw Failure.usage(
              String.format(
                  Locale.ROOT,
                  "--no-guard: '%s' cannot be switched off; on by default are answer-bearing,"
                      + " near-duplicate, containment and question-words.",
                  word),
              "--no-guard");
    };
  }

  private static AnyGuard guard(String words) {
    int colon = words.indexOf(':');
    String name = colon < 0 ? words : words.substring(0, colon);
    OptionalDouble number =
        colon < 0 ? OptionalDouble.empty() : OptionalDouble.of(number(words, colon));
    return switch (name) {
      case Guards.ANSWER_BEARING ->
          number.isPresent() ? Guards.answerBearing(number.getAsDouble()) : Guards.answerBearing();
      case Guards.NEAR_DUPLICATE ->
          number.isPresent()
              ? Guards.nearDuplicates(number.getAsDouble())
              : Guards.nearDuplicates();
      case Guards.CONTAINMENT ->
          number.isPresent() ? Guards.containment(number.getAsDouble()) : Guards.containment();
      case Guards.QUESTION_WORDS ->
          number.isPresent() ? Guards.questionWords(number.getAsDouble()) : Guards.questionWords();
      case Guards.SAME_TITLE -> {
        if (number.isPresent()) {
          throw Failure.usage(
              String.format(Locale.ROOT, "--guard %s: same-title takes no number.", words),
              "--guard");
        }
        yield Guards.sameTitle();
      }
      case Guards.MARGIN -> Guards.withinMarginOfPositive(required(words, number));
      case Guards.RELATIVE_MARGIN -> Guards.withinRelativeMarginOfPositive(required(words, number));
      default ->
          throw Failure.usage(
              String.format(
                  Locale.ROOT,
                  "--guard: unknown guard '%s'; use answer-bearing, near-duplicate, containment,"
                      + " question-words, same-title, margin:0.05 or relative-margin:0.05.",
                  words),
              "--guard");
    };
  }

  private static double number(String words, int colon) {
    try {
      return Double.parseDouble(words.substring(colon + 1));
    } catch (NumberFormatException e) {
      throw Failure.usage(
          String.format(
              Locale.ROOT,
              "--guard %s: '%s' is not a number; write it as in margin:0.05.",
              words,
              words.substring(colon + 1)),
          "--guard");
    }
  }

  private static double required(String words, OptionalDouble number) {
    return number.orElseThrow(
        () ->
            Failure.usage(
                String.format(
                    Locale.ROOT, "--guard %s needs a number, as in %s:0.05.", words, words),
                "--guard"));
  }
}
