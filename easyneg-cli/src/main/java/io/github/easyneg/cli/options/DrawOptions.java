package io.github.easyneg.cli.options;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.cli.console.Failure;
import io.github.easyneg.mine.Anchor;
import io.github.easyneg.mine.Mix;
import io.github.easyneg.mine.Shortage;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which passages are drawn, and how many. */
final class DrawOptions {
  @Option(
      names = "-k",
      paramLabel = "N",
      description = "How many negatives each row gets (default: 1).")
  private @Nullable Integer k;

  @Option(
      names = "--pool",
      paramLabel = "POOL",
      description = {
        "Which passages are candidates (default: ${DEFAULT-VALUE}):",
        "easy, semi-hard, hard, all, nearest:20, ranks:10-210,",
        "quantiles:0.3-0.95, similarity:-0.1-0.4.",
        "Each may be bounded further, as in quantiles:0.3-0.95,words:0-0.95,margin:0.05: by the"
            + " quantile of words in common with the question, and by how far below the positive's"
            + " cosine a candidate lies (margin, relative-margin, or both).",
        "Several at once, each with its number instead of -k: 2xeasy+1xsemi-hard."
      })
  private String pool = "easy";

  @Option(
      names = "--anchor",
      paramLabel = "TEXT",
      split = ",",
      description =
          "What a row is compared by: answer, question, positive, skewed:0.5 (the question less so"
              + " much of the answer), or several with commas between; a candidate must then lie in"
              + " the pool by each (default: answer; always the question in rows without a"
              + " positive).")
  private List<String> anchor = List.of("answer");

  private static final String SKEWED = "skewed:";

  @Option(
      names = "--background",
      paramLabel = "N",
      description =
          "How many passages a row's quantiles are taken over (default: ${DEFAULT-VALUE}).")
  private int background = 1024;

  @Option(
      names = "--max-reuse",
      paramLabel = "N",
      description = "In how many rows a passage may be a negative (default: no limit).")
  private @Nullable Integer maxReuse;

  @Option(
      names = "--when-short",
      paramLabel = "WHAT",
      description =
          "What to do with a row that finds fewer negatives: keep, skip, widen the pool, or fail"
              + " (default: ${DEFAULT-VALUE}).")
  private WhenShort whenShort = WhenShort.keep;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Random seed (default: ${DEFAULT-VALUE}).")
  private long seed = 42;

  /** The options as typed. */
  private enum WhenShort {
    keep(Shortage.KEEP),
    skip(Shortage.SKIP_ROW),
    widen(Shortage.WIDEN),
    fail(Shortage.FAIL);

    private final Shortage shortage;

    WhenShort(Shortage shortage) {
      this.shortage = shortage;
    }
  }

  /** Returns the recipe with these options. */
  EasyNegatives applyTo(EasyNegatives recipe) {
    if (k != null && k < 1) {
      throw Failure.usage("-k is " + k + "; use 1 or more.", "-k");
    }
    Mix mix = PoolWords.parse(pool, k == null ? 0 : k);
    EasyNegatives with =
        recipe.sampleMix(mix).seed(seed).background(background).whenShort(whenShort.shortage);
    List<Anchor> anchors = anchor.stream().map(DrawOptions::anchor).toList();
    with =
        with.anchoredOn(anchors.get(0), anchors.subList(1, anchors.size()).toArray(Anchor[]::new));
    return maxReuse == null ? with : with.maxReuse(maxReuse);
  }

  long seed() {
    return seed;
  }

  private static Anchor anchor(String typed) {
    String word = typed.strip().toLowerCase(Locale.ROOT);
    if (word.startsWith(SKEWED)) {
      try {
        return Anchor.skewed(Double.parseDouble(word.substring(SKEWED.length())));
      } catch (IllegalArgumentException e) {
        throw Failure.usage(
            String.format(
                Locale.ROOT,
                "--anchor: '%s' has no share of the answer; use a number from 0, as in skewed:0.5.",
                typed),
            "--anchor");
      }
    }
    return switch (word) {
      case "answer" -> Anchor.ANSWER;
      case "question" -> Anchor.QUESTION;
      case "positive" -> Anchor.POSITIVE;
      default ->
          throw Failure.usage(
              "--anchor: unknown anchor '"
                  + typed
                  + "'; use answer, question, positive or skewed:0.5.",
              "--anchor");
    };
  }
}
