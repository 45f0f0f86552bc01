package io.github.easyneg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.cli.console.Console;
import io.github.easyneg.cli.console.ExitCode;
import io.github.easyneg.cli.console.Interruption;
import io.github.easyneg.data.DatasetFormatException;
import io.github.easyneg.embed.EmbeddingException;
import io.github.easyneg.hub.HuggingFaceHubException;
import io.github.easyneg.mine.ShortageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ErrorsTest {
  private final StringWriter err = new StringWriter();

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new DatasetFormatException("m"), ExitCode.DATA),
        Arguments.of(new ShortageException("m"), ExitCode.DATA),
        Arguments.of(new EmbeddingException("m", 3, new IOException()), ExitCode.DATA),
        Arguments.of(new EmbeddingException("m"), ExitCode.ENVIRONMENT),
        Arguments.of(new IllegalArgumentException("m"), ExitCode.USAGE),
        Arguments.of(new IllegalStateException("m"), ExitCode.ENVIRONMENT),
        Arguments.of(new UncheckedIOException("m", new IOException("other")), ExitCode.ENVIRONMENT),
        Arguments.of(
            new HuggingFaceHubException(HuggingFaceHubException.Reason.OFFLINE, "m"),
            ExitCode.ENVIRONMENT),
        Arguments.of(new CancellationException("m"), ExitCode.INTERRUPTED));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aFailureIsOneLineAndAnExitCode(Throwable failure, int code) {
    assertThat(errors().report(failure)).isEqualTo(code);
    assertThat(err.toString()).isEqualTo("easyneg: m" + System.lineSeparator());
  }

  @Test
  void aDefectAsksToBeReported() {
    assertThat(errors().report(new NullPointerException("x"))).isEqualTo(ExitCode.DEFECT);
    assertThat(err.toString().lines())
        .containsExactly(
            "easyneg: an internal error, a bug in easyneg: java.lang.NullPointerException: x",
            "easyneg: please report it, with what --stacktrace prints.");
  }

  @Test
  void outOfMemorySaysHowToGiveMore() {
    assertThat(errors().report(new OutOfMemoryError())).isEqualTo(ExitCode.ENVIRONMENT);
    assertThat(err.toString())
        .isEqualTo(
            "easyneg: out of memory: Java may use "
                + (Runtime.getRuntime().maxMemory() >> 20)
                + " MB; give it more, as in EASYNEG_JAVA_OPTS=-Xmx8g."
                + System.lineSeparator());
  }

  private Errors errors() {
    Console console =
        new Console(
            InputStream.nullInputStream(),
            new PrintWriter(err, true),
            new PrintWriter(err, true),
            false,
            () -> 0);
    return new Errors(console, Interruption.none(), false);
  }
}
