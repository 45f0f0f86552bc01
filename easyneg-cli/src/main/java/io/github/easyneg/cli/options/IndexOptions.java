package io.github.easyneg.cli.options;

import io.github.easyneg.cli.console.Failure;
import io.github.easyneg.index.VectorIndex;
import io.github.easyneg.internal.http.ServerAddress;
import io.github.easyneg.langchain4j.ChromaIndex;
import io.github.easyneg.langchain4j.ChromaOptions;
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

  /** The environment variable that holds the server's token. */
  private static final String TOKEN = "EASYNEG_CHROMA_TOKEN";

  @Option(
      names = "--index",
      paramLabel = "KIND",
      description =
          "memory, or chroma: a collection in a Chroma server, which keeps the vectors and gives"
              + " them back to the next run (default: ${DEFAULT-VALUE}).")
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

  private enum Kind {
    memory,
    chroma
  }

  /** Rejects options that exclude each other. */
  public void check() {
    requireChroma("--chroma-url", chromaUrl);
    requireChroma("--collection", collection);
    requireChroma("--chroma-tenant", chromaTenant);
    requireChroma("--chroma-database", chromaDatabase);
    requireChroma("--chroma-timeout", chromaTimeout);
    if (chromaTimeout != null && chromaTimeout < 1) {
      throw Failure.usage(
          "--chroma-timeout is " + chromaTimeout + "; use 1 second or more.", "--chroma-timeout");
    }
    if (index == Kind.chroma) {
      // Nothing is asked of the server before it is opened.
      chroma().close();
    }
  }

  private void requireChroma(String option, @Nullable Object value) {
    if (value != null && index == Kind.memory) {
      throw Failure.usage(
          String.format(Locale.ROOT, "%s needs --index chroma; add that, or leave it out.", option),
          option,
          "--index");
    }
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

  private static ChromaOptions withToken() {
    try {
      return ChromaOptions.defaults().token(Objects.requireNonNullElse(System.getenv(TOKEN), ""));
    } catch (IllegalArgumentException e) {
      throw Failure.environment(String.valueOf(e.getMessage()).replace("token(..)", TOKEN));
    }
  }

  private ChromaOptions chromaOptions() {
    ChromaOptions options = withToken();
    options = chromaTenant == null ? options : options.tenant(chromaTenant);
    options = chromaDatabase == null ? options : options.database(chromaDatabase);
    return chromaTimeout == null ? options : options.timeout(Duration.ofSeconds(chromaTimeout));
  }

  /** Returns the index of one run, if it has one; the caller closes it. */
  public Optional<VectorIndex> open() {
    check();
    return index == Kind.memory ? Optional.empty() : Optional.of(chroma());
  }
}
