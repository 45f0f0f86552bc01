package io.github.easyneg.cli.options;

import io.github.easyneg.cli.console.Failure;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A chat model that is asked whether a passage answers the question. */
final class JudgeOptions {
  private static final int DEFAULT_CALLS = 4;

  @Option(
      names = "--judge",
      paramLabel = "URL",
      description = {
        "Also ask a chat model about each negative, and turn away those that it says answer the"
            + " question: the address of a server that speaks OpenAI's protocol, as in"
            + " http://localhost:11434/v1 for Ollama (default: none is asked).",
        "The server's key, if it wants one, is read from the environment variable "
            + Judge.KEY
            + "."
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

  /** Refuses options that cannot be meant together. */
  void check() {
    if (judge == null) {
      requireJudge("--judge-model", judgeModel);
      requireJudge("--judge-calls", judgeCalls);
      return;
    }
    if (!isAddress(judge)) {
      throw Failure.usage(
          String.format(
              Locale.ROOT,
              "--judge '%s' is no address; write it as in http://localhost:11434/v1, without user"
                  + " and query.",
              judge),
          "--judge");
    }
    if (judgeModel == null || judgeModel.isBlank()) {
      throw Failure.usage(
          "--judge needs --judge-model NAME, the model's name on that server; add that.",
          "--judge",
          "--judge-model");
    }
    if (judgeCalls != null && judgeCalls < 1) {
      throw Failure.usage("--judge-calls is " + judgeCalls + "; use 1 or more.", "--judge-calls");
    }
  }

  private static void requireJudge(String option, @Nullable Object value) {
    if (value != null) {
      throw Failure.usage(
          String.format(Locale.ROOT, "%s needs --judge URL; add that, or leave it out.", option),
          option,
          "--judge");
    }
  }

  private static boolean isAddress(String url) {
    try {
      URI address = URI.create(url);
      return address.getHost() != null
          && address.getRawUserInfo() == null
          && address.getRawQuery() == null
          && address.getRawFragment() == null
          && String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT).matches("https?");
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Returns the judge of a run, if there is one. Nothing is asked of the server yet. */
  Optional<Judge> open() {
    check();
    return judge == null || judgeModel == null
        ? Optional.empty()
        : Optional.of(Judge.at(judge, judgeModel, judgeCalls == null ? DEFAULT_CALLS : judgeCalls));
  }
}
