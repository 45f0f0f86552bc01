package io.github.easyneg.cli.options;

import io.github.easyneg.cli.console.Failure;
import io.github.easyneg.index.VectorIndex;
import io.github.easyneg.internal.http.ServerAddress;
import io.github.easyneg.langchain4j.ChromaIndex;
import io.github.easyneg.langchain4j.ChromaOptions;
import io.github.easyneg.langchain4j.PgVectorIndex;
import io.github.easyneg.langchain4j.PgVectorOptions;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where passages are searched. */
public final class IndexOptions {
  private static final String DEFAULT_URL = "http://localhost:8000";
  private static final String DEFAULT_COLLECTION = "easyneg";
  private static final String DEFAULT_PG_URL = "postgresql://localhost:5432/postgres";
  private static final String DEFAULT_TABLE = "easyneg";

  /** The environment variable that holds the server's token. */
  private static final String TOKEN = "EASYNEG_CHROMA_TOKEN";

  /** The environment variable that holds the database's password. */
  private static final String PASSWORD = "EASYNEG_PG_PASSWORD";

  @Option(
      names = "--index",
      paramLabel = "KIND",
      description =
          "memory; or chroma, a collection in a Chroma server, or pgvector, a table in PostgreSQL,"
              + " which keep the vectors and give them back to the next run (default:"
              + " ${DEFAULT-VALUE}).")
  private Kind index = Kind.memory;

  @Option(
      names = "--chroma-url",
      paramLabel = "URL",
      description = {
        "Where the Chroma server is (default: " + DEFAULT_URL + ").",
        "If the server requires a token, set the environment variable " + TOKEN + "."
      })
  private @Nullable String chromaUrl;

  @Option(
      names = "--collection",
      paramLabel = "NAME",
      description =
          "The collection, which is made where there is none (default: "
              + DEFAULT_COLLECTION
              + ").")
  private @Nullable String collection;

  @Option(
      names = "--chroma-tenant",
      paramLabel = "NAME",
      description = "The tenant, which must be there (default: default_tenant).")
  private @Nullable String chromaTenant;

  @Option(
      names = "--chroma-database",
      paramLabel = "NAME",
      description = "The tenant's database, which must be there (default: default_database).")
  private @Nullable String chromaDatabase;

  @Option(
      names = "--chroma-timeout",
      paramLabel = "SECONDS",
      description = "How long to wait for an answer of the server (default: 60).")
  private @Nullable Integer chromaTimeout;

  @Option(
      names = "--pg-url",
      paramLabel = "URL",
      description = {
        "Where the PostgreSQL database is, with the driver's parameters if need be (default: "
            + DEFAULT_PG_URL
            + ").",
        "Its password is taken from the environment variable " + PASSWORD + ", or else PGPASSWORD."
      })
  private @Nullable String pgUrl;

  @Option(
      names = "--pg-table",
      paramLabel = "NAME",
      description =
          "The table, perhaps with its schema and a dot before it; it is made where there is none"
              + " (default: "
              + DEFAULT_TABLE
              + ").")
  private @Nullable String pgTable;

  @Option(
      names = "--pg-user",
      paramLabel = "NAME",
      description = "The database's user (default: the operating system's).")
  private @Nullable String pgUser;

  @Option(
      names = "--pg-timeout",
      paramLabel = "SECONDS",
      description = "How long to wait for an answer of PostgreSQL (default: 60).")
  private @Nullable Integer pgTimeout;

  private enum Kind {
    memory,
    chroma,
    pgvector
  }

  /** Rejects options that exclude each other. */
  public void check() {
    requires(Kind.chroma, "--chroma-url", chromaUrl);
    requires(Kind.chroma, "--collection", collection);
    requires(Kind.chroma, "--chroma-tenant", chromaTenant);
    requires(Kind.chroma, "--chroma-database", chromaDatabase);
    requires(Kind.chroma, "--chroma-timeout", chromaTimeout);
    requires(Kind.pgvector, "--pg-url", pgUrl);
    requires(Kind.pgvector, "--pg-table", pgTable);
    requires(Kind.pgvector, "--pg-user", pgUser);
    requires(Kind.pgvector, "--pg-timeout", pgTimeout);
    requireTime("--chroma-timeout", chromaTimeout);
    requireTime("--pg-timeout", pgTimeout);
    // Nothing is asked of a server before it is opened.
    store().ifPresent(VectorIndex::close);
  }

  private void requires(Kind kind, String option, @Nullable Object value) {
    if (value != null && index != kind) {
      throw Failure.usage(
          String.format(
              Locale.ROOT, "%s needs --index %s; add that, or leave it out.", option, kind),
          option,
          "--index");
    }
  }

  private static void requireTime(String option, @Nullable Integer seconds) {
    if (seconds != null && seconds < 1) {
      throw Failure.usage(
          String.format(Locale.ROOT, "%s is %d; use 1 second or more.", option, seconds), option);
    }
  }

  private Optional<VectorIndex> store() {
    return switch (index) {
      case memory -> Optional.empty();
      case chroma -> Optional.of(chroma());
      case pgvector -> Optional.of(pgvector());
    };
  }

  private PgVectorIndex pgvector() {
    PgVectorOptions options = PgVectorOptions.defaults().password(password());
    options = pgUser == null ? options : options.user(pgUser);
    options = pgTimeout == null ? options : options.timeout(Duration.ofSeconds(pgTimeout));
    try {
      return PgVectorIndex.at(
          pgUrl == null ? DEFAULT_PG_URL : pgUrl,
          pgTable == null ? DEFAULT_TABLE : pgTable,
          options);
    } catch (IllegalArgumentException e) {
      throw Failure.usage(
          String.valueOf(e.getMessage())
              .replace("PostgreSQL's address", "--pg-url")
              .replace(
                  "Give user and password apart from it.",
                  "Name the user with --pg-user, and put the password into the environment variable"
                      + " "
                      + PASSWORD
                      + "."));
    }
  }

  private static String password() {
    String own = Objects.requireNonNullElse(System.getenv(PASSWORD), "");
    return own.isEmpty() ? Objects.requireNonNullElse(System.getenv("PGPASSWORD"), "") : own;
  }

  private ChromaIndex chroma() {
    return ChromaIndex.at(
        chromaUrl == null ? DEFAULT_URL : address(chromaUrl),
        collection == null ? DEFAULT_COLLECTION : collection,
        chromaOptions());
  }

  private static String address(String url) {
    try {
      return ServerAddress.of(
          "--chroma-url",
          url,
          DEFAULT_URL,
          "Put a token into the environment variable " + TOKEN + ".");
    } catch (IllegalArgumentException e) {
      throw Failure.usage(String.valueOf(e.getMessage()));
    }
  }

  private ChromaOptions chromaOptions() {
    ChromaOptions options =
        ServerKeys.in(TOKEN)
            .map(token -> ChromaOptions.defaults().token(token.value()))
            .orElse(ChromaOptions.defaults());
    options = chromaTenant == null ? options : options.tenant(chromaTenant);
    options = chromaDatabase == null ? options : options.database(chromaDatabase);
    return chromaTimeout == null ? options : options.timeout(Duration.ofSeconds(chromaTimeout));
  }

  /** Returns the index of one run, if it has one; the caller closes it. */
  public Optional<VectorIndex> open() {
    check();
    return store();
  }
}
