package io.github.easyneg.cli.options;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.format.Labels;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a model is taught where there is no answer. */
final class LabelOptions {
  @Option(
      names = "--no-answer",
      paramLabel = "TEXT",
      description =
          "The refusal: what a model is to answer where the context holds no answer (default:"
              + " ${DEFAULT-VALUE}).")
  private String noAnswer = Labels.DEFAULT_REFUSAL;

  @Option(
      names = "--refusal-ratio",
      paramLabel = "SHARE",
      description =
          "Leave refusals out until they are about this share of the lines (default: all stay).")
  private @Nullable Double refusalRatio;

  /** Returns the recipe with these options. */
  EasyNegatives applyTo(EasyNegatives recipe) {
    EasyNegatives with = recipe.refusal(noAnswer);
    return refusalRatio == null ? with : with.refusalRatio(refusalRatio);
  }
}
