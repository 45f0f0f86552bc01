package io.github.easyneg.cli.output;

import io.github.easyneg.cli.console.Failure;
import io.github.easyneg.internal.io.Sibling;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of the rows that is held out, as in {@code --split val=0.1}.
 *
 * @param name of the part
 * @param share of the rows, in (0, 1)
 */
public record HeldOut(String name, double share) {
  private static final Pattern WORDS = Pattern.compile("(\\w+)=(\\d*\\.?\\d+)");

  public static HeldOut parse(String words) {
    Matcher parts = WORDS.matcher(words);
    double share = parts.matches() ? Double.parseDouble(parts.group(2)) : 0;
    if (!(share > 0 && share < 1)) {
      throw Failure.usage(
          String.format(
              Locale.ROOT,
              "--split '%s' is not NAME=SHARE; write a name and a share between 0 and 1, as in"
                  + " val=0.1.",
              words),
          "--split");
    }
    if (parts.group(1).equals("train")) {
      throw Failure.usage(
          "--split: the held-out part cannot be called 'train', as the rest is; give it another"
              + " name.",
          "--split");
    }
    return new HeldOut(parts.group(1), share);
  }

  /** Returns {@code train.val.jsonl} for {@code train.jsonl}. */
  public Path beside(Path file) {
    return Sibling.of(file, name);
  }
}
