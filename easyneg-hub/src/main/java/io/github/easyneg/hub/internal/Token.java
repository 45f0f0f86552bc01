package io.github.easyneg.hub.internal;

import io.github.easyneg.internal.http.Secret;

/** A secret that is sent to the endpoint, and appears nowhere else. */
public final class Token {

  private final String secret;

  /**
   * Keeps a token.
   *
   * @param secret the token; white space around it is dropped, as a file's last line has it
   * @throws IllegalArgumentException if nothing is left, or it could not be in a header
   */
  public Token(String secret) {
    this.secret = secret.strip();
    if (this.secret.isEmpty() || this.secret.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new IllegalArgumentException(
          "The Hugging Face token is empty, or holds a space or a character outside ASCII (the"
              + " token is not shown). Copy it again from the Hub's page 'Access Tokens'.");
    }
  }

  /** Returns the value of the {@code Authorization} header. */
  String authorization() {
    return "Bearer " + secret;
  }

  /** Returns {@code text} without the secret, wherever a server repeats it. */
  String hiddenIn(String text) {
    return Secret.hidden(secret, "(token)", text);
  }

  /** Says that there is a token, not which. */
  @Override
  public String toString() {
    return "(token)";
  }
}
