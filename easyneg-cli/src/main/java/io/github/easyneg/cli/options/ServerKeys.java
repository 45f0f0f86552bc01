package io.github.easyneg.cli.options;

import io.github.easyneg.cli.console.Failure;
import io.github.easyneg.internal.http.Secret;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keys that servers require: each in an environment variable, which no process list shows, and
 * which belongs to one server alone.
 */
final class ServerKeys {
  private ServerKeys() {}

  /** Returns the key in a variable of the environment; empty where there is none. */
  static Optional<Secret> in(String variable) {
    return of(variable, System.getenv(variable));
  }

  /**
   * Returns a key that can be sent; empty where there is none.
   *
   * @param variable names it in messages
   * @param value often the content of a file, line feed and all
   * @throws Failure if it cannot be sent
   */
  static Optional<Secret> of(String variable, @Nullable String value) {
    try {
      return Secret.of(variable, value == null ? "" : value);
    } catch (IllegalArgumentException e) {
      throw Failure.environment(e);
    }
  }
}
