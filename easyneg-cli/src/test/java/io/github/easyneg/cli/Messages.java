package io.github.easyneg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a line of the command and compares all that it prints, and its exit code. */
final class Messages {
  private Messages() {}

  /**
   * Mines without a model.
   *
   * @param line the input and options; {@code DIR} stands for the folder, {@code SAMPLE} for sound
   *     data
   */
  static void assertMining(Path folder, String line, int code, String message) {
    assertRun(folder, "mine --embedder hashing -q --out DIR/train.jsonl " + line, code, message);
  }

  /** Runs any command that is to fail with one message and leave no output. */
  static void assertRun(Path folder, String line, int code, String message) {
    List<String> args = new ArrayList<>();
    for (String word : line.split(" ", -1)) {
      args.add(word.replace("DIR", "" + folder).replace("SAMPLE", "" + Cli.SAMPLE));
    }

    assertThat(Cli.run(args.toArray(String[]::new)))
        .isEqualTo(
            new Cli.Outcome(code, "", "easyneg: " + message.replace("DIR", "" + folder) + "\n"));
    assertThat(folder.resolve("train.jsonl")).doesNotExist();
  }
}
