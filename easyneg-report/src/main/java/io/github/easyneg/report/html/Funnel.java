package io.github.easyneg.report.html;

import io.github.easyneg.report.MiningReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How many of the drawn candidates are left after each guard, in the order of the guards. */
final class Funnel {
  private Funnel() {}

  static List<Map<String, Object>> of(MiningReport report) {
    long turnedAway =
        Stream.of(report.rejected(), report.withoutVerdict())
            .flatMap(counts -> counts.values().stream())
            .mapToLong(Long::longValue)
            .sum();
    long drawn = report.negatives().mined() + turnedAway;
    List<Map<String, Object>> steps = new ArrayList<>();
    steps.add(step("drawn", "", drawn, drawn));
    long left = drawn;
    for (Map.Entry<String, Long> guard : report.rejected().entrySet()) {
      left -= guard.getValue();
      steps.add(step(guard.getKey(), change(guard.getValue()), left, drawn));
      long undecided = report.withoutVerdict().getOrDefault(guard.getKey(), 0L);
      if (undecided > 0) {
        left -= undecided;
        steps.add(step(guard.getKey() + ", no verdict", change(undecided), left, drawn));
      }
    }
    return steps;
  }

  private static String change(long turnedAway) {
    return turnedAway == 0 ? "0" : "−" + Numbers.count(turnedAway);
  }

  private static Map<String, Object> step(String name, String change, long left, long drawn) {
    Map<String, Object> step = new LinkedHashMap<>();
    step.put("name", name);
    step.put("change", change);
    step.put("left", Numbers.count(left));
    step.put("share", drawn == 0 ? 0 : (double) left / drawn);
    return step;
  }
}
