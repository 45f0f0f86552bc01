package io.github.easyneg.hub.internal;

import java.time.Duration;

/** Waits; tests replace it. */
@FunctionalInterface
public interface Sleeper {

  /** Really waits. */
  Sleeper REAL = wait -> Thread.sleep(wait.toMillis());

  /** Waits so long. */
  void sleep(Duration wait) throws InterruptedException;
}
