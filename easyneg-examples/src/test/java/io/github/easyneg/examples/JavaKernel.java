package io.github.easyneg.examples;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import jdk.jshell.Diag;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/**
 * Runs the cells of a notebook as a Jupyter kernel for Java does, on the JShell of this JDK and in
 * this process. Lines that begin with {@code %} are for the kernel; they are passed over, since
 * this module's class path is there already.
 */
final class JavaKernel implements AutoCloseable {
  private final JShell shell;

  JavaKernel() {
    shell =
        JShell.builder()
            .executionEngine("local")
            .compilerOptions("--class-path", System.getProperty("java.class.path", ""))
            .build();
  }

  /**
   * What a cell gave.
   *
   * @param printed to standard output
   * @param value of the last expression, if the cell ends with one
   */
  record Result(String printed, Optional<String> value) {}

  /**
   * Runs a cell.
   *
   * @throws IllegalStateException if it does not compile, or throws
   */
  Result run(String cell) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      Optional<String> value = evaluate(withoutMagics(cell));
      return new Result(bytes.toString(StandardCharsets.UTF_8), value);
    } finally {
      System.setOut(before);
    }
  }

  private static String withoutMagics(String cell) {
    return cell.lines().filter(line -> !line.startsWith("%")).collect(Collectors.joining("\n"));
  }

  private Optional<String> evaluate(String cell) {
    Optional<String> value = Optional.empty();
    String rest = cell;
    while (!rest.isBlank()) {
      CompletionInfo next = shell.sourceCodeAnalysis().analyzeCompletion(rest);
      if (!next.completeness().isComplete()) {
        throw new IllegalStateException("not complete: " + rest);
      }
      // An expression without a semicolon at its end shows its value.
      boolean shown = !next.source().strip().endsWith(";");
      for (SnippetEvent event : shell.eval(next.source())) {
        value = valueOf(event).filter(v -> shown);
      }
      rest = next.remaining();
    }
    return value;
  }

  private Optional<String> valueOf(SnippetEvent event) {
    Snippet snippet = event.snippet();
    if (event.status() == Snippet.Status.REJECTED) {
      List<Diag> problems = shell.diagnostics(snippet).toList();
      throw new IllegalStateException(
          snippet.source()
              + problems.stream()
                  .map(problem -> "\n" + problem.getMessage(null))
                  .collect(Collectors.joining()));
    }
    JShellException thrown = event.exception();
    if (thrown != null) {
      String what = thrown instanceof EvalException e ? e.getExceptionClassName() + ": " : "";
      throw new IllegalStateException(snippet.source() + "\n" + what + thrown.getMessage(), thrown);
    }
    boolean expression =
        snippet.subKind() == Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND
            || snippet.kind() == Snippet.Kind.EXPRESSION;
    return expression ? Optional.ofNullable(event.value()) : Optional.empty();
  }

  @Override
  public void close() {
    shell.close();
  }
}
