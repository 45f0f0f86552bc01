package io.github.easyneg.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Messages, help, Javadoc and pages use the terms that readers search for. A phrase that somebody
 * had to guess at is listed here with what it is called.
 */
class PlainWordsTest {
  private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|(?m)^\\s*//.*$");
  private static final TreeMap<String, String> PLAIN = new TreeMap<>();

  static {
    PLAIN.put("cannot be meant", "is invalid");
    PLAIN.put("stands? there (twice|already)", "is a duplicate, is given twice");
    PLAIN.put("(came|comes?) short", "is short, has too few negatives");
    PLAIN.put("turn(s|ed|ing)? ((a|the|it|them|candidates?) )*away", "rejects");
    PLAIN.put("says nothing to --", "has no effect with");
    PLAIN.put("letter for letter", "verbatim");
    PLAIN.put("in silence", "silently");
    PLAIN.put("no half (file|folder)", "no partial file");
    PLAIN.put("is no valid", "is not a valid");
    PLAIN.put("(any|many) threads? may (ask|call)", "is thread-safe");
    PLAIN.put("the seed of all chance", "the random seed");
    PLAIN.put("mend the", "fix the");
  }

  /** Returns what readers see of a file; comments of internal code are its developers' own. */
  private static String seen(Path file) {
    String text = Repository.read(file);
    return flat(file.toString().contains("internal") ? COMMENT.matcher(text).replaceAll("") : text);
  }

  /** Returns a text in which neither a line's end nor a cut string parts two words. */
  private static String flat(String text) {
    return text.replaceAll("\"\\s*\\+\\s*\"", "").replaceAll("\\s*\\n\\s*(\\*|//)?\\s*", " ");
  }

  @Test
  void nothingIsCalledOtherwiseThanReadersSearchForIt() {
    List<String> found = new ArrayList<>();
    Stream.concat(Repository.mainSources().stream(), Repository.pages().stream())
        .filter(file -> !file.toString().contains("decisions"))
        .forEach(
            file -> {
              String text = seen(file);
              PLAIN.forEach((words, plain) -> found.addAll(hits(file, text, words, plain)));
            });
    assertThat(found).isEmpty();
  }

  private static List<String> hits(Path file, String text, String words, String plain) {
    return Pattern.compile("(?i)\\b" + words)
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .map(hit -> Repository.ROOT.relativize(file) + ": '" + hit + "'; write '" + plain + "'")
        .toList();
  }
}
