package io.github.easyneg.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * What some work cost.
 *
 * @param wall seconds on the clock
 * @param cpu seconds of all the process's threads, which say more on a machine that others use too
 */
record Cost(double wall, double cpu) {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  static final Cost NONE = new Cost(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

  static Cost of(Runnable work) {
    long cpu = SYSTEM.getProcessCpuTime();
    long start = System.nanoTime();
    work.run();
    return new Cost((System.nanoTime() - start) / 1e9, (SYSTEM.getProcessCpuTime() - cpu) / 1e9);
  }

  /** Returns the better of both, each for itself. */
  Cost best(Cost other) {
    return new Cost(Math.min(wall, other.wall), Math.min(cpu, other.cpu));
  }

  /** Returns microseconds for one of {@code count}. */
  Cost microsEach(int count) {
    return new Cost(wall * 1e6 / count, cpu * 1e6 / count);
  }
}
