package io.github.easyneg.cli.console;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * Prints the warnings that the library logs, such as a call that is tried again, as this program
 * prints its own messages.
 */
public final class Warnings extends Handler {
  /**
   * Referenced, because the logging system drops the settings of a logger without a strong
   * reference.
   */
  private static final Logger LIBRARY = Logger.getLogger("io.github.easyneg");

  private final Console console;
  private final ProgressDisplay display;

  private Warnings(Console console, ProgressDisplay display) {
    this.console = console;
    this.display = display;
    setFormatter(new SimpleFormatter());
    setLevel(Level.WARNING);
  }

  /** Prints warnings from now on, each on a line of its own also where a bar is drawn. */
  public static void print(Console console, ProgressDisplay display) {
    LIBRARY.setUseParentHandlers(false);
    for (Handler old : LIBRARY.getHandlers()) {
      LIBRARY.removeHandler(old);
    }
    LIBRARY.addHandler(new Warnings(console, display));
  }

  @Override
  public void publish(LogRecord record) {
    if (isLoggable(record)) {
      display.interject();
      console.say("warning: " + getFormatter().formatMessage(record));
    }
  }

  @Override
  public void flush() {
    console.err().flush();
  }

  @Override
  public void close() {}
}
