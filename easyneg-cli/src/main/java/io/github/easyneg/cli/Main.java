package io.github.easyneg.cli;

import io.github.easyneg.cli.console.Console;
import io.github.easyneg.cli.console.ExitCode;
import io.github.easyneg.cli.console.Interruption;

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
