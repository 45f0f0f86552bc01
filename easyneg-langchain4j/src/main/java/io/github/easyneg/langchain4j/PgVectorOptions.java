package io.github.easyneg.langchain4j;

import io.github.easyneg.internal.http.Secret;
import io.github.easyneg.internal.text.Copied;
import io.github.easyneg.internal.text.NotNull;
import io.github.easyneg.internal.text.OptionException;
import io.github.easyneg.internal.text.OptionText.Option;
import io.github.easyneg.langchain4j.internal.remote.Patience;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** How {@link PgVectorIndex} talks to its server. Immutable: each call returns new options. */
public final class PgVectorOptions {
  private static final PgVectorOptions DEFAULTS = new PgVectorOptions(new Settings());

  private final Settings settings;

  /** The settings. Each call changes a copy that is not shared yet. */
  private static final class Settings extends Copied<Settings> {
    private Optional<String> user = Optional.empty();
    private Optional<Secret> password = Optional.empty();
    private Patience patience = Patience.WITH_A_STORE;
  }

  private PgVectorOptions(Settings settings) {
    this.settings = settings;
  }

  private PgVectorOptions with(Consumer<Settings> change) {
    return new PgVectorOptions(settings.with(change));
  }

  /** Returns the defaults, named at each option. */
  public static PgVectorOptions defaults() {
    return DEFAULTS;
  }

  /**
   * Sets the user; by default the one that the URL's parameter {@code user} names, or else the
   * operating system's, as the driver has it.
   *
   * @throws IllegalArgumentException if it is blank
   */
  public PgVectorOptions user(String user) {
    NotNull.check(user, "user");
    if (user.isBlank()) {
      throw OptionException.of(
          "{} is blank; leave it out for the user of the operating system.",
          Option.of("PgVectorOptions.user", "'" + user + "'"));
    }
    return with(s -> s.user = Optional.of(user));
  }

  /**
   * Sets the user's password; none by default: the driver then looks into {@code ~/.pgpass}. It is
   * never shown.
   *
   * @param password empty for none
   */
  public PgVectorOptions password(String password) {
    NotNull.check(password, "password");
    return with(s -> s.password = Secret.hidden(password));
  }

  /**
   * Sets the timeout of one attempt at a call, from the connection to the last byte of the answer;
   * 60 seconds by default. The largest calls move 1000 vectors; a search compares the query with
   * all of them.
   *
   * @throws IllegalArgumentException if it is less than a millisecond
   */
  public PgVectorOptions timeout(Duration timeout) {
    NotNull.check(timeout, "timeout");
    return with(s -> s.patience = s.patience.timeout(timeout));
  }

  /**
   * Sets the maximum number of attempts for a call, which is retried while its failure may be
   * transient: it timed out, found no server, or the server was starting, stopping, or short of
   * memory or connections. Default: 4.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public PgVectorOptions attempts(int attempts) {
    return with(s -> s.patience = s.patience.attempts(attempts));
  }

  /**
   * Sets the first pause between two attempts, and the longest, up to which it doubles (exponential
   * backoff). Default: 0.5 and 30 seconds.
   *
   * @throws IllegalArgumentException if {@code first} is negative or longer than {@code longest}
   */
  public PgVectorOptions pauses(Duration first, Duration longest) {
    NotNull.check(first, "first");
    NotNull.check(longest, "longest");
    return with(s -> s.patience = s.patience.pauses(first, longest));
  }

  Optional<Secret> password() {
    return settings.password;
  }

  Optional<String> user() {
    return settings.user;
  }

  Patience patience() {
    return settings.patience;
  }

  @Override
  public String toString() {
    return "PgVectorOptions["
        + settings.user.map(user -> "user=" + user + ", ").orElse("")
        + settings.password.map(secret -> "password=" + secret + ", ").orElse("")
        + settings.patience
        + "]";
  }
}
