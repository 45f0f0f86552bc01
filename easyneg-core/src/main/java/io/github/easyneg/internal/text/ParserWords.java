package io.github.easyneg.internal.text;

/** What Jackson says of invalid JSON, without what means something to programmers alone. */
public final class ParserWords {
  private ParserWords() {}

  /** Returns the message without the names of sources and of the parser's settings. */
  public static String plain(String message) {
    return message
        .replaceAll(" \\(start marker at \\[Source: [^;]*; line: \\d+, column: \\d+]\\)", "")
        .replaceAll(": enable `[^`]*` to allow", "")
        .replaceAll(", from `[^`]*`\\)", ")");
  }
}
