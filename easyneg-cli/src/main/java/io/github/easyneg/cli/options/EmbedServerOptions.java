package io.github.easyneg.cli.options;

import io.github.easyneg.cli.console.Failure;
import io.github.easyneg.internal.http.Secret;
import io.github.easyneg.internal.http.ServerAddress;
import io.github.easyneg.langchain4j.OpenAiEmbedder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A server that turns texts into vectors. */
final class EmbedServerOptions {
  /** The environment variable that holds the server's key: one that is sent to no other server. */
  private static final String KEY = "EASYNEG_EMBED_KEY";

  private static final int DEFAULT_CALLS = 4;
  private static final int DEFAULT_BATCH = 32;
  private static final int DEFAULT_TIMEOUT = 60;

  @Option(
      names = "--embed-url",
      paramLabel = "URL",
      description = {
        "With --embedder openai: the address of a server that speaks OpenAI's protocol, as in"
            + " http://localhost:8080/v1. Required, as is --model NAME, the server's name of it.",
        "If the server requires a key, set the environment variable " + KEY + "."
      })
  private @Nullable String url;

  @Option(
      names = "--embed-calls",
      paramLabel = "N",
      description =
          "With --embedder openai: how many requests run at a time (default: "
              + DEFAULT_CALLS
              + ").")
  private @Nullable Integer calls;

  @Option(
      names = "--embed-batch",
      paramLabel = "N",
      description =
          "With --embedder openai: how many texts a request carries at most (default: "
              + DEFAULT_BATCH
              + "); one that the server refuses as too large is cut in half.")
  private @Nullable Integer batch;

  @Option(
      names = "--embed-timeout",
      paramLabel = "SECONDS",
      description =
          "With --embedder openai: how long one request may take as a whole (default: "
              + DEFAULT_TIMEOUT
              + ").")
  private @Nullable Integer timeout;

  /**
   * Rejects options that cannot be used together.
   *
   * @param used whether the embedder is a server
   * @param model its name, where one is given
   */
  void check(boolean used, Optional<String> model) {
    if (!used) {
      requireServer("--embed-url", url);
      requireServer("--embed-calls", calls);
      requireServer("--embed-batch", batch);
      requireServer("--embed-timeout", timeout);
      return;
    }
    if (url == null || model.isEmpty()) {
      throw Failure.usage(
          String.format(
              Locale.ROOT,
              "--embedder openai needs --embed-url URL and --model NAME, the server's name of the"
                  + " model; add %s.",
              url == null ? "--embed-url" : "--model"));
    }
    String unused = address(url);
    requireAtLeastOne("--embed-calls", calls);
    requireAtLeastOne("--embed-batch", batch);
    requireAtLeastOne("--embed-timeout", timeout);
  }

  private static void requireServer(String option, @Nullable Object value) {
    if (value != null) {
      throw Failure.usage(
          String.format(
              Locale.ROOT, "%s needs --embedder openai; add that, or leave it out.", option));
    }
  }

  private static void requireAtLeastOne(String option, @Nullable Integer value) {
    if (value != null && value < 1) {
      throw Failure.usage(option + " is " + value + "; use 1 or more.");
    }
  }

  private static String address(String url) {
    try {
      return ServerAddress.of(
          "--embed-url",
          url,
          "http://localhost:8080/v1",
          "Put a key into the environment variable " + KEY + ".");
    } catch (IllegalArgumentException e) {
      throw Failure.usage(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Returns the embedder; nothing is sent yet.
   *
   * @param cache where embeddings are kept, if they are
   */
  OpenAiEmbedder open(String model, Optional<Path> cache) {
    OpenAiEmbedder embedder =
        OpenAiEmbedder.at(address(Objects.requireNonNullElse(url, "")), model)
            .parallelCalls(Objects.requireNonNullElse(calls, DEFAULT_CALLS))
            .batchSize(Objects.requireNonNullElse(batch, DEFAULT_BATCH))
            .timeout(Duration.ofSeconds(Objects.requireNonNullElse(timeout, DEFAULT_TIMEOUT)));
    Optional<Secret> key = ServerKeys.in(KEY);
    embedder = key.isPresent() ? embedder.key(key.get().value()) : embedder;
    return cache.isPresent() ? embedder.remembersDimensionIn(cache.get()) : embedder;
  }
}
