package io.github.easyneg.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.report.Stage;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ProgressDisplayTest {
  private static final long MILLISECOND = 1_000_000;

  private final StringWriter err = new StringWriter();
  private long nanos;

  /** What draws a line in place of another; a narrow terminal cuts it off and does not wrap it. */
  private static String drawn(String line) {
    return "\r\u001B[K\u001B[?7l" + line + "\u001B[?7h";
  }

  @Test
  void aBarIsDrawnAnewWithRateAndTimeLeft() {
    ProgressDisplay bar = ProgressDisplay.bar(console());
    at(1000);
    bar.on("embedding", 100, OptionalLong.of(400));
    at(1050);
    bar.on("embedding", 110, OptionalLong.of(400));
    at(2000);
    bar.on("embedding", 400, OptionalLong.of(400));
    bar.finish();

    assertThat(err.toString())
        .isEqualTo(
            drawn("embedding            [###.........]  25 %  100 of 400  100/s  3.0 s left")
                + drawn("embedding            400 in 2.0 s")
                + System.lineSeparator());
  }

  @Test
  void eightyColumnsShowTheTimeLeftToo() {
    ProgressDisplay bar = ProgressDisplay.bar(console());
    at(10_000);
    bar.on("sharing passages out", 2_500, OptionalLong.of(9_999));
    assertThat(err.toString())
        .isEqualTo(
            drawn("sharing passages out [###.........]  25 %  2,500 of 9,999  250/s  30 s left"))
        .hasSizeLessThan(80 + drawn("").length());
  }

  @Test
  void linesComeEveryFiveSecondsAndAtTheEndOfAStage() {
    ProgressDisplay lines = ProgressDisplay.lines(console());
    for (int second = 1; second <= 12; second++) {
      at(1000L * second);
      lines.on("reading", 10L * second, OptionalLong.empty());
    }
    at(13_000);
    lines.on("mining", 1, OptionalLong.of(1));
    lines.close();

    assertThat(err.toString().lines())
        .containsExactly(
            "reading              60  10/s",
            "reading              110  10/s",
            "reading              120 in 12 s",
            "mining               1 in 1.0 s");
  }

  @Test
  void aNoteStandsOnALineOfItsOwnAndTheBarGoesOn() {
    ProgressDisplay bar = ProgressDisplay.bar(console());
    at(1000);
    bar.progress().on(Stage.READ, 10, OptionalLong.empty());
    bar.progress().note("a note.");
    at(2000);
    bar.progress().on(Stage.READ, 20, OptionalLong.empty());

    assertThat(err.toString())
        .isEqualTo(
            drawn("reading rows         10  10/s")
                + drawn("")
                + "easyneg: a note."
                + System.lineSeparator()
                + drawn("reading rows         20  10/s"));
  }

  @Test
  void aBarMovesEverySecondFromTheFirstOnWhileAModelLoads() {
    ProgressDisplay bar = ProgressDisplay.bar(console());
    at(1000);
    bar.tick();
    bar.meanwhile("loading the model");
    for (int millis = 1500; millis <= 4000; millis += 500) {
      at(millis);
      bar.tick();
    }
    bar.on("embedding", 0, OptionalLong.of(80));
    for (int millis = 4500; millis <= 6000; millis += 500) {
      at(millis);
      bar.tick();
    }
    bar.on("embedding", 80, OptionalLong.of(80));
    bar.finish();
    at(9000);
    bar.tick();

    assertThat(err.toString().replaceAll("\u001B\\[(K|\\?7[lh])", "").split("\r"))
        .containsExactly(
            "",
            "starting              (1.0 s)",
            "loading the model     (1.0 s)",
            "loading the model     (2.0 s)",
            "loading the model     (3.0 s)",
            "embedding            [............]   0 %  0 of 80  0/s",
            "embedding            [............]   0 %  0 of 80  0/s  (1.0 s)",
            "embedding            [............]   0 %  0 of 80  0/s  (2.0 s)",
            "embedding            80 in 5.0 s" + System.lineSeparator());
  }

  @Test
  void aBarMovesEverySecondAlsoWhereTheClockTicksLate() {
    ProgressDisplay bar = ProgressDisplay.bar(console());
    bar.meanwhile("loading the model");
    for (int millis = 199; millis <= 5000; millis += 199) {
      at(millis);
      bar.tick();
    }
    assertThat(err.toString().split("loading the model", -1)).hasSizeGreaterThan(5);
  }

  @Test
  void linesBeginInTheFirstSecondAndComeEveryFiveSecondsWhileAModelLoads() {
    ProgressDisplay lines = ProgressDisplay.lines(console());
    lines.meanwhile("loading the model");
    for (int second = 1; second <= 12; second++) {
      at(1000L * second);
      lines.tick();
    }
    lines.close();

    assertThat(err.toString().lines())
        .containsExactly(
            "loading the model     (1.0 s)",
            "loading the model     (6.0 s)",
            "loading the model     (11 s)");
  }

  @Test
  void noneShowsNothing() {
    ProgressDisplay none = ProgressDisplay.none(console());
    none.on("reading", 1, OptionalLong.empty());
    none.close();

    assertThat(err.toString()).isEmpty();
  }

  @Test
  void timesHaveTheUnitThatSuitsThem() {
    assertThat(ProgressDisplay.time(0.44)).isEqualTo("0.4 s");
    assertThat(ProgressDisplay.time(9.96)).isEqualTo("10 s");
    assertThat(ProgressDisplay.time(59.4)).isEqualTo("59 s");
    assertThat(ProgressDisplay.time(187)).isEqualTo("3:07 min");
    assertThat(ProgressDisplay.time(8100)).isEqualTo("2:15 h");
  }

  private void at(long milliseconds) {
    nanos = milliseconds * MILLISECOND;
  }

  private Console console() {
    return new Console(
        InputStream.nullInputStream(),
        new PrintWriter(new StringWriter()),
        new PrintWriter(err, true),
        true,
        () -> nanos);
  }
}
