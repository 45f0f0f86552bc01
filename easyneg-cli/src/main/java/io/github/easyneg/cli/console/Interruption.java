package io.github.easyneg.cli.console;

/**
 * Ctrl-C, or another signal to end. Whoever wrote partial output removes it; this reports the
 * interruption, and suppresses the failures that the removal causes in running threads.
 */
public final class Interruption {
  private volatile boolean over;
  private volatile boolean happened;

  private Interruption() {}

  /** Returns an interruption that never comes. */
  public static Interruption none() {
    return new Interruption();
  }

  /** Returns the one of this process. */
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

  /** Records that the command has ended normally. */
  public void over() {
    over = true;
  }

  public boolean happened() {
    return happened || (!over && processEnds());
  }

  /** Hooks run concurrently: what they stop may fail before the one that says so has begun. */
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
