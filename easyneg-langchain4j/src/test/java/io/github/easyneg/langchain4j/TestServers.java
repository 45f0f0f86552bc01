package io.github.easyneg.langchain4j;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * Where tests get one kind of server from: the one at a system property (shared only), or the first
 * of some ways to start one that this machine can go. Where it can go none, tests are skipped and a
 * line says so; with {@code -D…required=true} they fail.
 */
final class TestServers<S extends TestServer> {
  private final String kind;
  private final String properties;
  private final String example;
  private final BiFunction<String, ServerProcess, S> at;
  private final Map<String, Callable<S>> ways = new LinkedHashMap<>();
  private @Nullable String unavailable;

  /**
   * Makes one that knows no way yet.
   *
   * @param kind of server, as in "No Chroma server to test against"
   * @param properties what {@code .url} and {@code .required} are put behind
   * @param example how a URL begins
   * @param at makes a server of a URL and what runs there
   */
  TestServers(
      String kind, String properties, String example, BiFunction<String, ServerProcess, S> at) {
    this.kind = kind;
    this.properties = properties;
    this.example = example;
    this.at = at;
  }

  /** Adds a way to make a server, which is not started yet. */
  TestServers<S> or(String name, Callable<S> way) {
    Callable<S> before = ways.put(name, way);
    assert before == null;
    return this;
  }

  /** Returns the server at the property, or a new one. */
  S shared() {
    String url = System.getProperty(properties + ".url");
    return url == null ? own() : at.apply(url, ServerProcess.foreign());
  }

  /** Starts a server that the caller may kill and must close. */
  synchronized S own() {
    if (unavailable != null) {
      throw skipped(unavailable);
    }
    List<String> reasons = new ArrayList<>();
    for (Map.Entry<String, Callable<S>> way : ways.entrySet()) {
      try {
        return started(way.getValue().call());
      } catch (Exception e) {
        reasons.add(way.getKey() + ": " + interruptedOr(e));
      }
    }
    unavailable = "No " + kind + " to test against (" + String.join("; ", reasons) + ").";
    System.err.println(
        unavailable
            + " Tests that need one are skipped; -D"
            + properties
            + ".url="
            + example
            + ".. names a server.");
    throw skipped(unavailable);
  }

  private static <S extends TestServer> S started(S server) throws Exception {
    try {
      server.start();
      return server;
    } catch (Exception e) {
      server.close();
      throw e;
    }
  }

  private static String interruptedOr(Exception e) {
    if (e instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    return e instanceof IOException && e.getMessage() != null ? e.getMessage() : e.toString();
  }

  private RuntimeException skipped(String reason) {
    String required = properties + ".required";
    return Boolean.getBoolean(required)
        ? new IllegalStateException(reason + " -D" + required + "=true asks for one.")
        : new TestAbortedException(reason);
  }
}
