package io.github.easyneg.langchain4j;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.opentest4j.TestAbortedException;

/**
 * Gives tests a real PostgreSQL with pgvector: as a {@code PgServer} parameter one that the whole
 * test run shares, with {@link #ownServer()} one that a test may kill.
 *
 * <p>It uses, in this order, the server at the system property {@code easyneg.pg.url} (shared only;
 * user {@code postgres}, password {@code geheim}), the PostgreSQL of this machine if it has
 * pgvector, or PGlite from npm, {@code src/test/pglite}. Where there is none of these, tests are
 * skipped and a line says so; with {@code -Deasyneg.pg.required=true} they fail.
 */
final class PgExtension implements ExecutionCondition, ParameterResolver {
  private static final String URL = "easyneg.pg.url";
  private static final String REQUIRED = "easyneg.pg.required";
  private static final Namespace NAMESPACE = Namespace.create(PgExtension.class);

  private static @Nullable String unavailable;

  /** The shared server, held by JUnit, which closes it after the last test. */
  private record Shared(PgServer server) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      server.close();
    }
  }

  private static final class Foreign extends PgServer {
    private final String url;

    Foreign(String url) {
      this.url = url;
    }

    @Override
    String url() {
      return url;
    }

    @Override
    void kill() {
      throw new UnsupportedOperationException("somebody else's server; use ownServer()");
    }

    @Override
    void start() {
      throw new UnsupportedOperationException("somebody else's server; use ownServer()");
    }

    @Override
    public void close() {}
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == PgServer.class;
  }

  /** Skips tests here rather than at a parameter, where JUnit would call it an error. */
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    try {
      return ConditionEvaluationResult.enabled("PostgreSQL at " + shared(context).url());
    } catch (TestAbortedException e) {
      return ConditionEvaluationResult.disabled(e.getMessage());
    }
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return shared(context);
  }

  private static PgServer shared(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent("shared", key -> new Shared(sharedServer()), Shared.class)
        .server();
  }

  private static PgServer sharedServer() {
    String url = System.getProperty(URL);
    return url == null ? ownServer() : new Foreign(url);
  }

  /** Starts a server that the caller may kill and must close. */
  static synchronized PgServer ownServer() {
    if (unavailable != null) {
      throw skipped(unavailable);
    }
    List<String> reasons = new ArrayList<>();
    try {
      return LocalPgServer.create();
    } catch (Exception e) {
      reasons.add("of this machine: " + interruptedOr(e));
    }
    try {
      return NpmPgServer.create();
    } catch (Exception e) {
      reasons.add("npm: " + interruptedOr(e));
    }
    unavailable =
        "No PostgreSQL with pgvector to test against (" + String.join("; ", reasons) + ").";
    System.err.println(
        unavailable
            + " Tests that need one are skipped; -D"
            + URL
            + "=postgresql://.. names a server.");
    throw skipped(unavailable);
  }

  private static String interruptedOr(Exception e) {
    if (e instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    return e instanceof IOException && e.getMessage() != null ? e.getMessage() : e.toString();
  }

  private static RuntimeException skipped(String reason) {
    return Boolean.getBoolean(REQUIRED)
        ? new IllegalStateException(reason + " -D" + REQUIRED + "=true asks for one.")
        : new TestAbortedException(reason);
  }
}
