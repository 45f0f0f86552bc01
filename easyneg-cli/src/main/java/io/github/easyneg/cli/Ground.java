package io.github.easyneg.cli;

import io.github.easyneg.cli.console.Console;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code easyneg ground}: leads to what is done with files of passages. */
@Command(
    name = "ground",
    description =
        "Builds the file of passages that --ground names, before there are rows; see 'easyneg"
            + " ground build --help'.")
final class Ground implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  /** Returns this command with those below it. */
  static picocli.CommandLine with(Console console) {
    return new picocli.CommandLine(new Ground()).addSubcommand(new GroundBuild(console));
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "build is missing; write it as in 'easyneg ground build corpus.jsonl --ground"
            + " passages.ground'.");
  }
}
