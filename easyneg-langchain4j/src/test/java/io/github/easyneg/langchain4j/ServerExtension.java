package io.github.easyneg.langchain4j;

import java.io.IOException;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.opentest4j.TestAbortedException;

/**
 * Gives tests a real server, as a parameter of its type: one that the whole test run shares. Where
 * there is none to be had, tests are skipped.
 */
abstract class ServerExtension<S extends TestServer>
    implements ExecutionCondition, ParameterResolver {
  private final Class<S> type;
  private final TestServers<S> servers;

  ServerExtension(Class<S> type, TestServers<S> servers) {
    this.type = type;
    this.servers = servers;
  }

  /** The shared server, held by JUnit, which closes it after the last test. */
  private record Shared(TestServer server) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      server.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == type;
  }

  /** Skips tests here rather than at a parameter, where JUnit would call it an error. */
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    try {
      return ConditionEvaluationResult.enabled("server at " + shared(context).url());
    } catch (TestAbortedException e) {
      return ConditionEvaluationResult.disabled(e.getMessage());
    }
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return shared(context);
  }

  private TestServer shared(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(getClass()))
        .getOrComputeIfAbsent("shared", key -> new Shared(servers.shared()), Shared.class)
        .server();
  }
}
