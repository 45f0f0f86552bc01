package io.github.easyneg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.cli.console.ExitCode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ViewTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path folder;

  @Test
  void theReadingOfTheAuditIsShownBeforeTheAddress() {
    Path audit = folder.resolve("audit.jsonl");
    assertThat(Cli.mine(folder.resolve("train.jsonl"), "--audit", "" + audit).code())
        .isEqualTo(ExitCode.OK);

    Cli.Outcome outcome = Cli.runWithInput("\n", "view", "--no-browser", "" + audit);

    assertThat(outcome.code()).isEqualTo(ExitCode.OK);
    assertThat(outcome.out()).matches("http://127\\.0\\.0\\.1:\\d+/[0-9a-f]+/\\R");
    assertThat(outcome.err())
        .matches(
            "reading the audit    120 in [0-9.]+ s\\Reasyneg: marks go to .*audit\\.jsonl\\.marks"
                + "\\.jsonl; press Enter or Ctrl-C to end\\.\\R");
  }
}
