package io.github.easyneg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.cli.console.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is named by its name on the Hub, in a process of its own, whose cache the test fills. */
class HubInputTest {
  private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @Test
  void theOneFileOfRowsIsFoundInTheCache() throws Exception {
    cache("sample.jsonl", "dataset_infos.json");

    Cli.Outcome outcome = mine("hf:DiscoResearch/germanrag");

    assertThat(outcome).isEqualTo(new Cli.Outcome(ExitCode.OK, "", ""));
    assertThat(Files.readAllLines(folder.resolve("train.jsonl"))).hasSize(399);
  }

  @Test
  void aFileAndARevisionCanBeNamed() throws Exception {
    cache("data/a.jsonl", "data/b.jsonl");

    assertThat(mine("hf:DiscoResearch/germanrag@main/data/b.jsonl").code()).isEqualTo(ExitCode.OK);
  }

  @Test
  void whatIsNotThereExitsWithThree() throws Exception {
    Cli.Outcome outcome = mine("hf:DiscoResearch/germanrag");

    assertThat(outcome.code()).isEqualTo(ExitCode.ENVIRONMENT);
    assertThat(outcome.err())
        .startsWith("easyneg: dataset DiscoResearch/germanrag at revision 'main': expected it")
        .endsWith("Run once online, or unset HF_HUB_OFFLINE.\n");
  }

  private void cache(String... files) throws IOException {
    Path repository = folder.resolve("hub/datasets--DiscoResearch--germanrag");
    Files.createDirectories(repository.resolve("refs"));
    Files.writeString(repository.resolve("refs/main"), COMMIT);
    for (String file : files) {
      Path target = repository.resolve("snapshots/" + COMMIT).resolve(file);
      Files.createDirectories(target.getParent());
      Files.copy(Cli.SAMPLE, target);
    }
  }

  private Cli.Outcome mine(String input) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "mine",
                input,
                "-q",
                "--embedder",
                "hashing",
                "--out",
                folder.resolve("train.jsonl").toString()));
    ProcessBuilder process = new ProcessBuilder(command);
    process.environment().putAll(Map.of("HF_HOME", folder.toString(), "HF_HUB_OFFLINE", "1"));
    Path out = folder.resolve("stdout");
    Path err = folder.resolve("stderr");
    int code = process.redirectOutput(out.toFile()).redirectError(err.toFile()).start().waitFor();
    return new Cli.Outcome(code, Files.readString(out), Files.readString(err));
  }
}
