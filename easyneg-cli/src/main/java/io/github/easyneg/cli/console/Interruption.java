package io.github.easyneg.cli.console;

/**
 * Ctrl-C, or another order to end. What was half done is removed by those who did it; this says so,
 * and keeps the failures quiet that the removal causes in the threads still running.
 */
public final class Interruption {
  private volatile boolean over;
  private volatile boolean happened;

  private Interruption() {}

  /** Returns an interruption that never comes. */
  public static Interruption none() {
    return new Interruption();
  }

  /** Returns the process's own. */
  public static Interruption watch(Console console) {
    Interruption interruption = new Interruption();
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> interruption.come(console), "easyneg-interruption"));
    return interruption;
  }

  private void come(Console console) {
    if (!over) {
      happened = true;
      console.err().println();
      console.say("interrupted; unfinished files are removed.");
    }
  }

  /** Says that the command has ended by itself. */
  public void over() {
    over = true;
  }

  public boolean happened() {
    return happened || (!over && processEnds());
  }

  /** Hooks run side by side: what they stop may fail before the one that says so has begun. */
  private static boolean processEnds() {
    try {
      Thread none = new Thread(() -> {}, "easyneg-none");
      Runtime.getRuntime().addShutdownHook(none);
      return !Runtime.getRuntime().removeShutdownHook(none);
    } catch (IllegalStateException e) {
      return true;
    }
  }
}
