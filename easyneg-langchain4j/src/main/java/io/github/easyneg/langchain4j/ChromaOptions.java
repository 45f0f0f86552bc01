package io.github.easyneg.langchain4j;

import io.github.easyneg.internal.http.Secret;
import io.github.easyneg.internal.text.Copied;
import io.github.easyneg.internal.text.NotNull;
import io.github.easyneg.internal.text.OptionException;
import io.github.easyneg.internal.text.OptionText.Option;
import io.github.easyneg.langchain4j.internal.chroma.Hnsw;
import io.github.easyneg.langchain4j.internal.remote.Patience;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** How {@link ChromaIndex} talks to its server. Immutable: each call returns new options. */
public final class ChromaOptions {
  private static final ChromaOptions DEFAULTS = new ChromaOptions(new Settings());

  private final Settings settings;

  /** The settings. Each call changes a copy that is not shared yet. */
  private static final class Settings extends Copied<Settings> {
    private String tenant = "default_tenant";
    private String database = "default_database";
    private Patience patience = Patience.WITH_A_STORE;
    private Hnsw graph = new Hnsw(48, 400, 400);
    private Optional<Secret> token = Optional.empty();
  }

  private ChromaOptions(Settings settings) {
    this.settings = settings;
  }

  private ChromaOptions with(Consumer<Settings> change) {
    return new ChromaOptions(settings.with(change));
  }

  /** Returns the defaults, named at each option. */
  public static ChromaOptions defaults() {
    return DEFAULTS;
  }

  /**
   * Sets the tenant, which must exist; by default {@code default_tenant}, as in Chroma itself.
   *
   * @throws IllegalArgumentException if it is blank
   */
  public ChromaOptions tenant(String tenant) {
    NotNull.check(tenant, "tenant");
    return with(s -> s.tenant = named("tenant", tenant));
  }

  /**
   * Sets the tenant's database, which must exist; by default {@code default_database}, as in Chroma
   * itself.
   *
   * @throws IllegalArgumentException if it is blank
   */
  public ChromaOptions database(String database) {
    NotNull.check(database, "database");
    return with(s -> s.database = named("database", database));
  }

  private static String named(String option, String name) {
    if (name.isBlank()) {
      throw OptionException.of(
          "{} is blank; leave it out for Chroma's default_{}.",
          Option.of(option, "'" + name + "'"),
          option);
    }
    return name;
  }

  /**
   * Sets the timeout of one attempt at a call, from the connection to the last byte of the answer;
   * 60 seconds by default. The largest calls move 1000 vectors.
   *
   * @throws IllegalArgumentException if it is less than a millisecond
   */
  public ChromaOptions timeout(Duration timeout) {
    NotNull.check(timeout, "timeout");
    return with(s -> s.patience = s.patience.timeout(timeout));
  }

  /**
   * Sets the maximum number of attempts for a call, which is retried while its failure may be
   * transient: it timed out, found no server, or was answered with status 408, 429 or 5xx. Default:
   * 4.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public ChromaOptions attempts(int attempts) {
    return with(s -> s.patience = s.patience.attempts(attempts));
  }

  /**
   * Sets the first pause between two attempts, and the longest, up to which it doubles (exponential
   * backoff); where a rate limit was hit pauses are four times as long. Default: 0.5 and 30
   * seconds.
   *
   * @throws IllegalArgumentException if {@code first} is negative or longer than {@code longest}
   */
  public ChromaOptions pauses(Duration first, Duration longest) {
    NotNull.check(first, "first");
    NotNull.check(longest, "longest");
    return with(s -> s.patience = s.patience.pauses(first, longest));
  }

  /**
   * Sets the search graph of a collection that is created; one that exists keeps its own. Higher
   * values find more of the true neighbours (higher recall) and take longer. By default 48, 400 and
   * 400, with which nearly all of the 20 nearest are found; {@code docs/decisions/011-chroma.md}
   * has the figures.
   *
   * @param neighbours edges of a vector, at least 2 (Chroma's own default: 16)
   * @param construction candidates looked at when a vector is added, at least 1 (Chroma's: 100)
   * @param search candidates looked at when a query is answered, at least 1 (Chroma's: 100)
   * @throws IllegalArgumentException if one is less
   */
  public ChromaOptions graph(int neighbours, int construction, int search) {
    if (neighbours < 2 || construction < 1 || search < 1) {
      throw new IllegalArgumentException(
          "graph("
              + neighbours
              + ", "
              + construction
              + ", "
              + search
              + ") is not a graph; use at least 2 neighbours, and at least 1 candidate at"
              + " construction and at search, graph(48, 400, 400) for example.");
    }
    return with(s -> s.graph = new Hnsw(neighbours, construction, search));
  }

  /**
   * Sets the token that the server requires; none by default. It is sent as {@code X-Chroma-Token}
   * and as {@code Authorization}, and never shown.
   *
   * @param token white space around it is removed; empty for none
   * @throws IllegalArgumentException if it holds a space or a character outside ASCII
   */
  public ChromaOptions token(String token) {
    NotNull.check(token, "token");
    return with(s -> s.token = Secret.of("token(..)", token));
  }

  Optional<Secret> token() {
    return settings.token;
  }

  String tenant() {
    return settings.tenant;
  }

  String database() {
    return settings.database;
  }

  Patience patience() {
    return settings.patience;
  }

  Hnsw graph() {
    return settings.graph;
  }

  @Override
  public String toString() {
    return "ChromaOptions[tenant="
        + settings.tenant
        + ", database="
        + settings.database
        + ", "
        + settings.patience
        + ", graph="
        + settings.graph
        + settings.token.map(secret -> ", token=" + secret).orElse("")
        + "]";
  }
}
