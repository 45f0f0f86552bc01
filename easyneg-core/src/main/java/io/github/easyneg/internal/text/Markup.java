package io.github.easyneg.internal.text;

import java.util.regex.Pattern;

/** What is left of a page in its text: tags, and numbers of notes as in {@code Wien[3]}. */
final class Markup {
  private static final Pattern LEFT =
      Pattern.compile("</?[A-Za-z][A-Za-z0-9]*(?:\\s[^<>]{0,200})?/?>|(?<=\\S)\\[\\d{1,3}\\]");

  private Markup() {}

  /** Tells whether a text may hold markup; {@code false} is certain. */
  static boolean mayBeIn(String text) {
    return text.indexOf('<') >= 0 || text.indexOf('[') >= 0;
  }

  /** Returns a text with spaces in place of its markup. */
  static String without(String text) {
    return LEFT.matcher(text).replaceAll(" ");
  }
}
