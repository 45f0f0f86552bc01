package io.github.easyneg.cli;

import io.github.easyneg.cli.console.Console;
import io.github.easyneg.cli.console.ExitCode;
import io.github.easyneg.cli.console.Interruption;

/** Starts the command. */
public final class Main {
  private Main() {}

  /** Runs the command and ends the JVM with its exit code. */
  public static void main(String[] args) {
    int code;
    try {
      code = run(args);
    } catch (LinkageError e) {
      // Uses Java's own classes only, as this program's may be what cannot be loaded.
      System.err.println(
          "easyneg: a part of the program could not be loaded: "
              + e
              + "; allow more open files, as in 'ulimit -n 1024', or install easyneg again.");
      code = ExitCode.ENVIRONMENT;
    }
    System.exit(code);
  }

  private static int run(String[] args) {
    Console console = Console.ofProcess();
    Interruption interruption = Interruption.watch(console);
    try {
      return Easyneg.run(console, interruption, args);
    } finally {
      interruption.over();
    }
  }
}
