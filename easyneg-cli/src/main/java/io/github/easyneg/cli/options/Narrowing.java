package io.github.easyneg.cli.options;

import io.github.easyneg.cli.console.Failure;
import io.github.easyneg.mine.Pool;
import io.github.easyneg.mine.Pool.Margin;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is typed after a pool, each after a comma: {@code words:0-0.95} for the band of words in
 * common with the question, {@code margin:0.05} and {@code relative-margin:0.05} for the distance
 * below the positive, as the guards of these names have it. Each replaces the pool's own.
 */
final class Narrowing {
  static final String SYNTAX = "words:0-0.95, margin:0.05 or relative-margin:0.05";

  /** A number, and two of them, as regular expressions. */
  static final String NUMBER = "(-?\\d+(?:\\.\\d+)?|-?\\.\\d+)";

  static final String RANGE = NUMBER + "-" + NUMBER;

  private static final Pattern WORDS = Pattern.compile("(words):" + RANGE);
  private static final Pattern MARGIN = Pattern.compile("(margin|relative-margin):" + NUMBER);

  private Narrowing() {}

  /**
   * Returns a pool with some of its bounds replaced.
   *
   * @param typed the pool as it was typed, which names the result
   * @throws Failure if a bound is invalid, duplicated, or not applicable to the pool
   */
  static Pool apply(Pool pool, List<String> bounds, String typed) {
    Set<String> seen = new HashSet<>();
    Pool narrowed = pool;
    for (String bound : bounds) {
      Matcher words = WORDS.matcher(bound);
      Matcher margin = MARGIN.matcher(bound);
      if (!words.matches() && !margin.matches()) {
        throw Failure.usage(
            String.format(
                Locale.ROOT, "--pool %s: unknown bound '%s'; use %s.", typed, bound, SYNTAX),
            "--pool");
      }
      String name = bound.substring(0, bound.indexOf(':'));
      if (!seen.add(name)) {
        throw Failure.usage(
            String.format(Locale.ROOT, "--pool %s names %s twice; name it once.", typed, name),
            "--pool");
      }
      narrowed =
          words.matches()
              ? withWords(narrowed, words, typed)
              : withMargin(narrowed, name, Double.parseDouble(margin.group(2)));
    }
    return narrowed.named(typed);
  }

  private static Pool withWords(Pool pool, Matcher words, String typed) {
    if (pool.ranks().isPresent()) {
      throw Failure.usage(
          String.format(
              Locale.ROOT,
              "--pool %s: a pool by rank has no band of words; leave out %s, or take"
                  + " quantiles:0.3-0.95.",
              typed,
              words.group()),
          "--pool");
    }
    return pool.withLexicalQuantile(
        Double.parseDouble(words.group(2)), Double.parseDouble(words.group(3)));
  }

  private static Pool withMargin(Pool pool, String name, double margin) {
    Margin own = pool.belowPositive().orElse(new Margin(0, 0));
    return name.equals("margin")
        ? pool.belowPositive(margin, own.relative())
        : pool.belowPositive(own.absolute(), margin);
  }
}
