package io.github.easyneg.cli.console;

import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.function.LongSupplier;

/**
 * Where the command reads and prints.
 *
 * @param in the standard input
 * @param out results
 * @param err progress, warnings and errors
 * @param terminal whether {@code err} is a terminal, on which a line can be drawn anew
 * @param nanos the clock of the progress bar
 */
public record Console(
    InputStream in, PrintWriter out, PrintWriter err, boolean terminal, LongSupplier nanos) {

  /**
   * Returns the process's own. Java cannot tell whether the standard error is a terminal; the
   * script {@code easyneg} can, and says so in the property {@code easyneg.terminal}.
   */
  public static Console ofProcess() {
    return new Console(
        System.in,
        writer(System.out),
        writer(System.err),
        Boolean.getBoolean("easyneg.terminal"),
        System::nanoTime);
  }

  /** UTF-8 also in a C locale, which would turn umlauts into question marks. */
  private static PrintWriter writer(PrintStream stream) {
    boolean windows = System.getProperty("os.name", "").startsWith("Windows");
    return new PrintWriter(
        stream, true, windows ? Charset.defaultCharset() : StandardCharsets.UTF_8);
  }

  /** Prints on {@code err} what the library says, in words of this command. */
  public void relay(String message) {
    say(Translation.of(message));
  }

  /** Prints a line of this program's own on {@code err}. */
  public void say(String message) {
    err.println("easyneg: " + message);
  }
}
