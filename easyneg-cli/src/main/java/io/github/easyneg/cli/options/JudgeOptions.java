package io.github.easyneg.cli.options;

import io.github.easyneg.cli.console.Failure;
import io.github.easyneg.internal.http.ServerAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A chat model that is asked whether a passage answers the question. */
final class JudgeOptions {
  private static final int DEFAULT_CALLS = 4;

  /** Seconds. A local model may have to be loaded first, and may be slow. */
  private static final int DEFAULT_TIMEOUT = 300;

  @Option(
      names = "--judge",
      paramLabel = "URL",
      description = {
        "Also ask a chat model about each negative, and reject those that it says answer the"
            + " question: the address of a server that speaks OpenAI's protocol, as in"
            + " http://localhost:11434/v1 for Ollama (default: no judge).",
        "If the server requires a key, set the environment variable " + Judge.KEY + "."
      })
  private @Nullable String judge;

  @Option(
      names = "--judge-model",
      paramLabel = "NAME",
      description = "With --judge: the model, by the server's name, as in qwen2.5:7b. Required.")
  private @Nullable String judgeModel;

  @Option(
      names = "--judge-calls",
      paramLabel = "N",
      description = "With --judge: how many calls run at a time (default: " + DEFAULT_CALLS + ").")
  private @Nullable Integer judgeCalls;

  @Option(
      names = "--judge-temperature",
      paramLabel = "T",
      description =
          "With --judge: the temperature that is sent, 0 to 2, or none for models that take only"
              + " their own (default: 0; left out for a model that rejects it).")
  private @Nullable String judgeTemperature;

  @Option(
      names = "--judge-budget",
      paramLabel = "N",
      description =
          "With --judge: end the run before the model is sent more than N calls (default: any"
              + " number). With --resume DIR the same command goes on with a new budget.")
  private @Nullable Long judgeBudget;

  @Option(
      names = "--judge-timeout",
      paramLabel = "SECONDS",
      description =
          "With --judge: how long one call may take as a whole (default: " + DEFAULT_TIMEOUT + ").")
  private @Nullable Integer judgeTimeout;

  /** Rejects options that cannot be used together. */
  void check() {
    if (judge == null) {
      requireJudge("--judge-model", judgeModel);
      requireJudge("--judge-calls", judgeCalls);
      requireJudge("--judge-temperature", judgeTemperature);
      requireJudge("--judge-budget", judgeBudget);
      requireJudge("--judge-timeout", judgeTimeout);
      return;
    }
    String unused = address(judge);
    Judge.Manner checked = manner();
    assert checked.calls() > 0;
    if (judgeModel == null || judgeModel.isBlank()) {
      throw Failure.usage(
          "--judge needs --judge-model NAME, the model's name on that server; add that.",
          "--judge",
          "--judge-model");
    }
  }

  private Judge.Manner manner() {
    requireAtLeastOne("--judge-calls", judgeCalls);
    requireAtLeastOne("--judge-budget", judgeBudget);
    requireAtLeastOne("--judge-timeout", judgeTimeout);
    return new Judge.Manner(
        judgeCalls == null ? DEFAULT_CALLS : judgeCalls,
        temperature(),
        judgeBudget == null ? OptionalLong.empty() : OptionalLong.of(judgeBudget),
        Duration.ofSeconds(judgeTimeout == null ? DEFAULT_TIMEOUT : judgeTimeout));
  }

  private static void requireAtLeastOne(String option, @Nullable Number value) {
    if (value != null && value.longValue() < 1) {
      throw Failure.usage(option + " is " + value + "; use 1 or more.", option);
    }
  }

  private OptionalDouble temperature() {
    if (judgeTemperature == null) {
      return OptionalDouble.of(0);
    }
    if (judgeTemperature.equalsIgnoreCase("none")) {
      return OptionalDouble.empty();
    }
    try {
      double number = Double.parseDouble(judgeTemperature);
      if (number >= 0 && number <= 2) {
        return OptionalDouble.of(number);
      }
    } catch (NumberFormatException e) {
      // The message below says what it must be.
    }
    throw Failure.usage(
        String.format(
            Locale.ROOT,
            "--judge-temperature is '%s'; use a number from 0 to 2, or none.",
            judgeTemperature),
        "--judge-temperature");
  }

  private static void requireJudge(String option, @Nullable Object value) {
    if (value != null) {
      throw Failure.usage(
          String.format(Locale.ROOT, "%s needs --judge URL; add that, or leave it out.", option),
          option,
          "--judge");
    }
  }

  private static String address(String url) {
    try {
      return ServerAddress.of(
          "--judge",
          url,
          "http://localhost:11434/v1",
          "Put the key into the environment variable " + Judge.KEY + ".");
    } catch (IllegalArgumentException e) {
      throw Failure.usage(String.valueOf(e.getMessage()));
    }
  }

  /** Returns the judge of a run, if there is one. Nothing is asked of the server yet. */
  Optional<Judge> open() {
    check();
    return judge == null || judgeModel == null
        ? Optional.empty()
        : Optional.of(Judge.at(address(judge), judgeModel, manner()));
  }
}
