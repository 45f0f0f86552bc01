package io.github.easyneg.cli.console;

import io.github.easyneg.report.Progress;
import io.github.easyneg.report.Stage;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Shows the progress of a run's stages: one line, drawn again, for each stage on a terminal; else a
 * line when a stage is over, and every few seconds while it goes on. Where nothing is heard for a
 * second, as while a model loads or works on its first batch, a thread of this display's own shows
 * for how long.
 *
 * <p>A stage begins where the one before was last heard of. Rates are those since then, and the
 * time left assumes that they stay.
 */
public final class ProgressDisplay implements AutoCloseable {
  private static final long BAR_NANOS = Duration.ofMillis(100).toNanos();
  private static final long LINE_NANOS = Duration.ofSeconds(5).toNanos();

  /** Checked five times a second, so that no second is skipped when a check is late. */
  private static final long TICK_NANOS = Duration.ofMillis(200).toNanos();

  private static final long SILENCE_NANOS = Duration.ofMillis(800).toNanos();

  /** With these, a line fits into 80 columns, up to some thousand rows. */
  private static final int BAR_CELLS = 12;

  private static final int NAME_CELLS = 20;

  private enum Style {
    BAR,
    LINES,
    NONE,
    QUIET
  }

  private final Console console;
  private final Style style;
  private String stage = "";
  private long began;
  private long shown;
  private long last;
  private long done;
  private OptionalLong total = OptionalLong.empty();

  /** The current activity between stages; empty once all is over. */
  private String meanwhile = "starting";

  private final ScheduledExecutorService clock;

  private ProgressDisplay(Console console, Style style) {
    this.console = console;
    this.style = style;
    this.last = console.nanoTime();
    this.shown = last;
    this.clock =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "easyneg-progress");
              thread.setDaemon(true);
              return thread;
            });
    if (shows()) {
      Object unused =
          clock.scheduleAtFixedRate(this::tick, TICK_NANOS, TICK_NANOS, TimeUnit.NANOSECONDS);
    }
  }

  public static ProgressDisplay bar(Console console) {
    return new ProgressDisplay(console, Style.BAR);
  }

  public static ProgressDisplay lines(Console console) {
    return new ProgressDisplay(console, Style.LINES);
  }

  /** Returns one that shows notes alone, not even what was chosen. */
  public static ProgressDisplay quiet(Console console) {
    return new ProgressDisplay(console, Style.QUIET);
  }

  public static ProgressDisplay none(Console console) {
    return new ProgressDisplay(console, Style.NONE);
  }

  /**
   * Some more is done; another stage's name ends the one before.
   *
   * @param stage what is being done
   * @param done how much of it
   * @param total of how much, where that is known
   */
  public synchronized void on(String stage, long done, OptionalLong total) {
    if (!shows()) {
      return;
    }
    long now = console.nanoTime();
    if (!stage.equals(this.stage)) {
      end();
      this.stage = stage;
      // Not the current time: its first part is done already.
      began = last;
      shown = style == Style.BAR ? now - BAR_NANOS : now;
    }
    this.done = done;
    this.total = total;
    last = now;
    boolean complete = total.isPresent() && done >= total.getAsLong();
    if (!complete && now - shown >= (style == Style.BAR ? BAR_NANOS : LINE_NANOS)) {
      shown = now;
      show(underway(now));
    }
  }

  /**
   * Says what is being done that cannot be counted, until a stage says more.
   *
   * @param what for example {@code loading the model}
   */
  public synchronized void meanwhile(String what) {
    if (shows()) {
      end();
      meanwhile = what;
      last = console.nanoTime();
      shown = last;
    }
  }

  /** Shows for how long nothing was heard, if that is nearly a second or more. */
  synchronized void tick() {
    long now = console.nanoTime();
    boolean first = shown == last && now - shown >= SILENCE_NANOS;
    boolean due = now - shown >= (style == Style.BAR ? SILENCE_NANOS : LINE_NANOS);
    boolean idle = stage.isEmpty() && meanwhile.isEmpty();
    if (!idle && now - last >= SILENCE_NANOS && (first || due)) {
      shown = now;
      String line =
          stage.isEmpty()
              ? String.format(Locale.ROOT, "%-" + NAME_CELLS + "s", meanwhile)
              : underway(now);
      show(line + "  (" + time((now - last) / 1e9) + ")");
    }
  }

  /**
   * Returns what notifies this display of a run's progress. Notes are shown in any style, what was
   * chosen in all but the quiet one.
   */
  public Progress progress() {
    return new Progress() {
      @Override
      public void on(Stage stage, long done, OptionalLong total) {
        ProgressDisplay.this.on(stage.words(), done, total);
      }

      @Override
      public void note(String note) {
        interject();
        console.say(note);
      }

      @Override
      public void choice(String choice) {
        if (style != Style.QUIET) {
          note(choice);
        }
      }
    };
  }

  private boolean shows() {
    return style == Style.BAR || style == Style.LINES;
  }

  /** Makes room for a line of another kind; a bar is drawn again below it. */
  public synchronized void interject() {
    if (style == Style.BAR && !(stage.isEmpty() && meanwhile.isEmpty())) {
      console.redraw("");
    }
  }

  private void show(String line) {
    if (style == Style.BAR) {
      console.redraw(line);
    } else {
      console.err().println(line);
    }
  }

  private void end() {
    if (!stage.isEmpty()) {
      show(over());
      if (style == Style.BAR) {
        console.err().println();
      }
    }
    stage = "";
    meanwhile = "";
  }

  private String underway(long now) {
    double seconds = (now - began) / 1e9;
    String rate = seconds > 0 ? String.format(Locale.ROOT, "%,.0f/s", done / seconds) : "";
    if (total.isEmpty() || total.getAsLong() == 0) {
      return String.format(Locale.ROOT, "%-" + NAME_CELLS + "s %,d  %s", stage, done, rate);
    }
    double share = Math.min(1, (double) done / total.getAsLong());
    String left = done == 0 ? "" : time(seconds * (1 - share) / share) + " left";
    String bar = style == Style.BAR ? cells(share) + " " : "";
    return String.format(
            Locale.ROOT,
            "%-" + NAME_CELLS + "s %s%3.0f %%  %,d of %,d  %s  %s",
            stage,
            bar,
            Math.floor(100 * share),
            done,
            total.getAsLong(),
            rate,
            left)
        .stripTrailing();
  }

  private String over() {
    double seconds = (last - began) / 1e9;
    return String.format(
        Locale.ROOT, "%-" + NAME_CELLS + "s %,d in %s", stage, done, time(seconds));
  }

  private static String cells(double share) {
    int full = (int) Math.round(share * BAR_CELLS);
    return "[" + "#".repeat(full) + ".".repeat(BAR_CELLS - full) + "]";
  }

  /** Returns {@code 0.4 s}, {@code 12 s}, {@code 3:07 min} or {@code 2:15 h}. */
  public static String time(double seconds) {
    long whole = Math.round(seconds);
    if (seconds < 9.95) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    if (whole < 60) {
      return whole + " s";
    }
    return whole < 3600
        ? String.format(Locale.ROOT, "%d:%02d min", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%d:%02d h", whole / 3600, whole / 60 % 60);
  }

  @Override
  public void close() {
    clock.shutdownNow();
    finish();
  }

  /** Ends the last stage's line. */
  public synchronized void finish() {
    if (shows()) {
      if (stage.isEmpty()) {
        interject();
      }
      end();
    }
  }
}
