package io.github.easyneg.internal.run;

import io.github.easyneg.report.Stage;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/** How long each stage of a run takes. For one thread. */
final class Clock {
  private final Map<Stage, Duration> times = new EnumMap<>(Stage.class);

  /** Does some work and adds the time that it takes to a stage's. */
  <T> T timed(Stage stage, Supplier<T> work) {
    long start = System.nanoTime();
    try {
      return work.get();
    } finally {
      times.merge(stage, Duration.ofNanos(System.nanoTime() - start), Duration::plus);
    }
  }

  /** Does some work and adds the time that it takes to a stage's. */
  void time(Stage stage, Runnable work) {
    long start = System.nanoTime();
    try {
      work.run();
    } finally {
      times.merge(stage, Duration.ofNanos(System.nanoTime() - start), Duration::plus);
    }
  }

  Map<Stage, Duration> times() {
    return times;
  }
}
