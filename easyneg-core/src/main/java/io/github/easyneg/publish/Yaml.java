package io.github.easyneg.publish;

import java.util.Locale;

/** The one thing that our YAML templates need to write: a text that no character in it can end. */
final class Yaml {
  private Yaml() {}

  /** A text in YAML's double quotes, whose escapes are those of JSON. */
  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.chars()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
              } else if (c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029) {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", c));
              } else {
                quoted.append((char) c);
              }
            });
    return quoted.append('"').toString();
  }
}
