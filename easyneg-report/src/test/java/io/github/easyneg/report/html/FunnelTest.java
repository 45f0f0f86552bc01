package io.github.easyneg.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.report.MiningReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunnelTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void eachGuardTakesFromWhatTheOneBeforeItLeft() {
    MiningReport report = Reports.usual(folder.resolve("train.jsonl"));

    List<Map<String, Object>> steps = Funnel.of(report);

    assertThat(steps)
        .extracting(step -> step.get("name"))
        .containsExactly(
            "drawn",
            "own-context",
            "answers-same-question",
            "near-duplicate",
            "containment",
            "question-words",
            "answer-bearing");
    long turnedAway = report.rejected().getOrDefault("near-duplicate", 0L);
    assertThat(turnedAway).isPositive();
    long drawn = report.negatives().mined() + turnedAway;
    assertThat(steps.get(2))
        .containsEntry("left", Numbers.count(drawn))
        .containsEntry("change", "0")
        .containsEntry("share", 1.0);
    assertThat(steps.get(3))
        .containsEntry("change", "−" + Numbers.count(turnedAway))
        .containsEntry("share", (double) report.negatives().mined() / drawn);
    assertThat(steps.get(4)).containsEntry("left", Numbers.count(report.negatives().mined()));
  }
}
