package io.github.easyneg.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.cli.console.Console;
import io.github.easyneg.cli.console.ExitCode;
import io.github.easyneg.cli.console.Failure;
import io.github.easyneg.cli.console.ProgressDisplay;
import io.github.easyneg.cli.options.Hub;
import io.github.easyneg.cli.options.InputOptions;
import io.github.easyneg.cli.options.Inputs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class StandardInputTest {
  private final StringWriter err = new StringWriter();

  @Test
  void whatCannotBeReadIsSaidToBe() throws IOException {
    InputStream broken = InputStream.nullInputStream();
    broken.close();

    try (Inputs inputs = inputs(broken)) {
      assertThatThrownBy(() -> read(inputs))
          .isInstanceOfSatisfying(
              Failure.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.ENVIRONMENT))
          .hasMessage(
              "the standard input could not be copied to a temporary file, as rows are read twice:"
                  + " Stream closed; name a file instead.");
    }
  }

  @Test
  void aCopyThatCannotBeDeletedIsNamed() throws IOException {
    Inputs inputs = inputs(new ByteArrayInputStream(new byte[0]));
    Path copy = read(inputs).files().get(0);
    Path folder = copy.resolve("..").normalize();
    Path other = Files.createFile(folder.resolve("other"));

    inputs.close();

    assertThat(err.toString().strip())
        .isEqualTo("easyneg: warning: " + copy + " could not be deleted: " + folder);
    Files.delete(other);
    Files.delete(folder);
  }

  private static Inputs.Read read(Inputs inputs) {
    return inputs.read(CommandLine.populateCommand(new InputOptions(), "-"), Optional.empty());
  }

  private Inputs inputs(InputStream in) {
    Console console =
        new Console(in, new PrintWriter(err, true), new PrintWriter(err, true), false, () -> 0);
    return new Inputs(console, new Hub(ProgressDisplay.none(console)));
  }
}
