package io.github.easyneg.cli.options;

import io.github.easyneg.cli.console.Failure;
import io.github.easyneg.mine.Mix;
import io.github.easyneg.mine.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pool as it is typed: {@code easy}, {@code ranks:10-210}, {@code easy,words:0-0.8}; or several,
 * each with its number of negatives: {@code 2xeasy+1xsemi-hard}.
 */
final class PoolWords {
  static final String SYNTAX =
      "easy, semi-hard, hard, all, nearest:20, ranks:10-210, quantiles:0.3-0.95,"
          + " similarity:-0.1-0.4";

  private static final Pattern COUNTED = Pattern.compile("(\\d{1,9})x(.+)");
  private static final Pattern WHOLE = Pattern.compile("\\d{1,9}");
  private static final Pattern WHOLE_RANGE = Pattern.compile("(\\d{1,9})-(\\d{1,9})");
  private static final Pattern NUMBER_RANGE = Pattern.compile(Narrowing.RANGE);

  private PoolWords() {}

  /**
   * Returns the pools and how many negatives each gives.
   *
   * @param k how many, where one pool is named without a number; 0 if that was not said
   * @throws Failure if the words are not such pools, or numbers are missing or given twice
   */
  static Mix parse(String words, int k) {
    String[] parts = words.split("\\+", -1);
    if (parts.length == 1 && !COUNTED.matcher(words).matches()) {
      return Mix.of(k == 0 ? 1 : k, pool(words));
    }
    if (k != 0) {
      throw Failure.usage(
          String.format(
              Locale.ROOT,
              "-k %d and --pool %s both say how many negatives a row gets; leave out -k.",
              k,
              words),
          "-k",
          "--pool");
    }
    List<Mix.Part> mix = new ArrayList<>();
    for (String part : parts) {
      Matcher counted = COUNTED.matcher(part);
      if (!counted.matches()) {
        throw Failure.usage(
            String.format(
                Locale.ROOT,
                "--pool %s does not say how many negatives come from '%s'; write a number before"
                    + " each, as in 2xeasy+1xsemi-hard.",
                words,
                part),
            "--pool");
      }
      int negatives = Integer.parseInt(counted.group(1));
      if (negatives == 0) {
        throw Failure.usage(
            String.format(
                Locale.ROOT,
                "--pool %s takes 0 negatives from '%s'; write 1 or more, or leave that pool out.",
                words,
                counted.group(2)),
            "--pool");
      }
      mix.add(new Mix.Part(pool(counted.group(2)), negatives));
    }
    return new Mix(mix);
  }

  private static Pool pool(String words) {
    List<String> parts = List.of(words.split(",", -1));
    if (parts.size() == 1) {
      return bare(words);
    }
    return Failure.namedIn(
        "--pool",
        words,
        () -> Narrowing.apply(bare(parts.get(0)), parts.subList(1, parts.size()), words));
  }

  private static Pool bare(String word) {
    int colon = word.indexOf(':');
    if (colon < 0) {
      return switch (word) {
        case "easy" -> Pool.easy();
        case "semi-hard" -> Pool.semiHard();
        case "hard" -> Pool.hard();
        case "all" -> Pool.all();
        default -> throw unknown(word);
      };
    }
    return Failure.namedIn(
        "--pool", word, () -> ranged(word, word.substring(0, colon), word.substring(colon + 1)));
  }

  private static Pool ranged(String word, String name, String values) {
    Matcher ranks = WHOLE_RANGE.matcher(values);
    Matcher range = NUMBER_RANGE.matcher(values);
    if (name.equals("nearest") && WHOLE.matcher(values).matches()) {
      return Pool.nearest(Integer.parseInt(values));
    }
    if (name.equals("ranks") && ranks.matches()) {
      return Pool.ranks(Integer.parseInt(ranks.group(1)), Integer.parseInt(ranks.group(2)));
    }
    if (name.equals("quantiles") && range.matches()) {
      return Pool.quantiles(number(range, 1), number(range, 2));
    }
    if (name.equals("similarity") && range.matches()) {
      return Pool.similarity(number(range, 1), number(range, 2));
    }
    throw unknown(word);
  }

  private static double number(Matcher range, int group) {
    return Double.parseDouble(range.group(group));
  }

  private static Failure unknown(String word) {
    return Failure.usage(
        String.format(Locale.ROOT, "--pool: unknown pool '%s'; choose one of %s.", word, SYNTAX),
        "--pool");
  }
}
