package io.github.easyneg.cli.console;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Where the command reads and prints. Whatever is printed here has its control characters shown:
 * nothing that a data set, a file name or a server holds is obeyed by a terminal.
 */
public final class Console {
  /** Erases from the cursor to the end of the line. */
  private static final String ERASE = "\u001B[K";

  /** What does not fit into the line is cut off: on a second line it could not be drawn anew. */
  private static final String CUT_OFF = "\u001B[?7l";

  private static final String WRAP = "\u001B[?7h";

  private final InputStream in;
  private final ShownControls shownOut;
  private final ShownControls shownErr;
  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean terminal;
  private final LongSupplier nanos;
  private final Secrets secrets;

  /**
   * Makes a console.
   *
   * @param in the standard input
   * @param out results
   * @param err progress, warnings and errors
   * @param terminal whether {@code err} is a terminal, on which a line can be drawn again
   * @param nanos the clock of the progress bar
   */
  public Console(InputStream in, Writer out, Writer err, boolean terminal, LongSupplier nanos) {
    this(in, out, err, terminal, nanos, System.getenv());
  }

  /** The same in an environment that holds secrets, which are not shown. */
  Console(
      InputStream in,
      Writer out,
      Writer err,
      boolean terminal,
      LongSupplier nanos,
      Map<String, String> environment) {
    this.secrets = new Secrets(environment);
    this.in = in;
    this.shownOut = new ShownControls(out);
    this.shownErr = new ShownControls(err);
    this.out = new PrintWriter(shownOut, true);
    this.err = new PrintWriter(shownErr, true);
    this.terminal = terminal;
    this.nanos = nanos;
  }

  /**
   * Returns the process's own. Java cannot tell whether the standard error is a terminal; the
   * script {@code easyneg} can, and says so in the property {@code easyneg.terminal}.
   */
  public static Console ofProcess() {
    return new Console(
        System.in,
        writer(FileDescriptor.out),
        writer(FileDescriptor.err),
        Boolean.getBoolean("easyneg.terminal"),
        System::nanoTime);
  }

  /**
   * UTF-8 also in a C locale, which would turn umlauts into question marks. Not {@code System.out},
   * which keeps to itself why it could not be written.
   */
  private static Writer writer(FileDescriptor stream) {
    boolean windows = System.getProperty("os.name", "").startsWith("Windows");
    return new OutputStreamWriter(
        new FileOutputStream(stream), windows ? Charset.defaultCharset() : StandardCharsets.UTF_8);
  }

  /** Returns the standard input. */
  public InputStream in() {
    return in;
  }

  /** Returns where results go. */
  public PrintWriter out() {
    return out;
  }

  /** Returns where progress, warnings and errors go. */
  public PrintWriter err() {
    return err;
  }

  /** Returns where help goes, in which bold letters are meant; the same as {@link #out}. */
  public PrintWriter help() {
    return new PrintWriter(shownOut.obeying(), true);
  }

  /** Tells whether {@link #err} is a terminal. */
  public boolean terminal() {
    return terminal;
  }

  /** Returns the time in nanoseconds, for the progress bar. */
  public long nanoTime() {
    return nanos.getAsLong();
  }

  /** Prints a line on {@code err}; who logs in at an address is not shown. */
  public void say(String message) {
    err.println("easyneg: " + Secrets.hiddenInMessage(ShownControls.line(message)));
  }

  /** Prints where something was thrown, and what led to it; without logins and keys. */
  public void trace(Throwable thrown) {
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace));
    err.print(secrets.hiddenInTrace(trace.toString()));
    err.flush();
  }

  /**
   * Draws a line on {@code err} in place of the one that the cursor is in; a terminal that is too
   * narrow shows its beginning.
   */
  public void redraw(String line) {
    err.flush();
    shownErr.obeyed("\r" + ERASE + CUT_OFF + ShownControls.line(line) + WRAP);
  }

  /** Returns why results could not be printed, if some could not. */
  public Optional<String> lost() {
    out.flush();
    return shownOut
        .failure()
        .map(e -> e.getMessage() == null ? "its reader is gone" : e.getMessage());
  }
}
