package io.github.easyneg.hub.internal;

import java.util.regex.Pattern;

/** Patterns for paths as cards write them: {@code data/train-*}, {@code **}{@code /*.jsonl}. */
final class Globs {
  /** No person writes more, and matching them would be slow. */
  private static final int MOST_WILDCARDS = 8;

  private Globs() {}

  /**
   * Returns the pattern of a path; that of a folder matches all files in it. A path that is not a
   * pattern matches itself.
   */
  static Pattern pattern(String glob) {
    String path = glob.replaceFirst("^(\\./)+", "").replaceFirst("/$", "");
    long wild = path.chars().filter(c -> "*?[{".indexOf(c) >= 0).count();
    if (wild == 0 || wild > MOST_WILDCARDS) {
      return Pattern.compile(Pattern.quote(path) + "(?:/.*)?");
    }
    StringBuilder regex = new StringBuilder();
    int braces = 0;
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (path.startsWith("**/", i)) {
        regex.append("(?:.*/)?");
        i += 2;
      } else if (path.startsWith("**", i)) {
        regex.append(".*");
        i++;
      } else if (c == '*') {
        regex.append("[^/]*");
      } else if (c == '?') {
        regex.append("[^/]");
      } else if (c == '[' && path.indexOf(']', i + 2) > 0) {
        int end = path.indexOf(']', i + 2);
        boolean not = path.charAt(i + 1) == '!';
        String inside = path.substring(i + (not ? 2 : 1), end);
        regex
            .append(not ? "[^" : "[")
            .append(inside.replaceAll("[\\\\\\[\\]&^]", "\\\\$0"))
            .append(']');
        i = end;
      } else if (c == '{' && path.indexOf('}', i) > 0) {
        braces++;
        regex.append("(?:");
      } else if (c == '}' && braces > 0) {
        braces--;
        regex.append(')');
      } else if (c == ',' && braces > 0) {
        regex.append('|');
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    while (braces-- > 0) {
      regex.append(')');
    }
    return Pattern.compile(regex.toString());
  }
}
