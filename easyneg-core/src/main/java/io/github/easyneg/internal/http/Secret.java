package io.github.easyneg.internal.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A key or token that a server is sent, and that nobody is shown: not even where the server repeats
 * it.
 */
public final class Secret {
  private static final Pattern ESCAPE = Pattern.compile("%[0-9A-F]{2}");

  private final String value;

  private Secret(String value) {
    this.value = value;
  }

  /**
   * Returns the secret; nothing where it is blank.
   *
   * @param name where it comes from, for the message
   * @param value white space around it is dropped, as a file's last line has it
   * @throws IllegalArgumentException if it cannot be in a header; it is not shown
   */
  public static Optional<Secret> of(String name, String value) {
    String stripped = value.strip();
    if (!stripped.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
      throw new IllegalArgumentException(
          name
              + " holds a space or a character outside ASCII (the key is not shown); copy it again"
              + " from where it was issued.");
    }
    return stripped.isEmpty() ? Optional.empty() : Optional.of(new Secret(stripped));
  }

  /**
   * Returns a secret of any characters, which is in no header; nothing where it is empty.
   *
   * @param value kept as it is
   */
  public static Optional<Secret> hidden(String value) {
    return value.isEmpty() ? Optional.empty() : Optional.of(new Secret(value));
  }

  /** Returns the secret itself, for the server. */
  public String value() {
    return value;
  }

  /**
   * Returns a text without the secret, wherever it is in it: as it is, as it is in an address, or
   * in Base64.
   */
  public String hiddenIn(String text) {
    return hidden(value, "(key)", text);
  }

  /** Returns a text with another in place of a secret, in each of its forms. */
  public static String hidden(String secret, String shown, String text) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    String address = URLEncoder.encode(secret, StandardCharsets.UTF_8);
    String lowercase = ESCAPE.matcher(address).replaceAll(c -> c.group().toLowerCase(Locale.ROOT));
    String clean = text.replace(secret, shown).replace(address, shown).replace(lowercase, shown);
    for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
      String encoded = encoder.withoutPadding().encodeToString(bytes);
      clean = clean.replace(encoder.encodeToString(bytes), shown).replace(encoded, shown);
    }
    return clean;
  }

  /** Says that there is a key, not which. */
  @Override
  public String toString() {
    return "(key)";
  }
}
