package io.github.easyneg.cli;

/** Starts the command. */
public final class Main {
  private Main() {}

  /** Runs the command and ends the JVM with its exit code. */
  public static void main(String[] args) {
    Console console = Console.ofProcess();
    Interruption interruption = Interruption.watch(console);
    int code = ExitCode.DEFECT;
    try {
      code = Easyneg.run(console, interruption, args);
    } finally {
      interruption.over();
    }
    System.exit(code);
  }
}
