package io.github.easyneg.cli.options;

import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.openai.OpenAiChatModel;
import io.github.easyneg.cli.console.OptionWords;
import io.github.easyneg.internal.concurrent.Workers;
import io.github.easyneg.internal.http.AnswerTooLarge;
import io.github.easyneg.internal.http.HttpStatus;
import io.github.easyneg.internal.http.Proxies;
import io.github.easyneg.internal.http.Secret;
import io.github.easyneg.internal.http.ServerHttp;
import io.github.easyneg.internal.text.Counted;
import io.github.easyneg.internal.text.NamesOptions;
import io.github.easyneg.langchain4j.ChatJudge;
import io.github.easyneg.langchain4j.LangChain4j;
import io.github.easyneg.mine.AnswerGuard;
import io.github.easyneg.mine.GuardException;
import io.github.easyneg.mine.VerdictMemory;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The guard of {@code --judge}: a chat model on a server that speaks OpenAI's protocol. A passage
 * on which it gives no verdict is no negative.
 *
 * <p>Its name holds the model's, so that reports say whose verdicts they are, and a run with
 * another model does not resume this one.
 */
public final class Judge implements AnswerGuard {
  /** The environment variable that holds the server's key: one that is sent to no other server. */
  public static final String KEY = "EASYNEG_JUDGE_KEY";

  /** A verdict takes some hundred bytes, reasoning before it some thousand. */
  private static final long MOST_BYTES = 4_000_000;

  /** Where each of so many is said to hold the answer, the model does not judge. */
  private static final int ALL_AT_FIRST = 256;

  private final String url;
  private final String model;
  private final ChatJudge judge;
  private long judged;
  private long rejected;
  private long undecided;

  public Judge(String url, String model, ChatJudge judge) {
    this.url = url;
    this.model = model;
    this.judge = judge;
  }

  /**
   * How the model is asked.
   *
   * @param calls how many run at a time
   * @param temperature to send; empty to leave it to the model
   * @param budget of calls; empty for no limit
   * @param timeout of a call
   */
  record Manner(int calls, OptionalDouble temperature, OptionalLong budget, Duration timeout) {}

  static Judge at(String url, String model, Manner manner) {
    Optional<Secret> key = ServerKeys.in(KEY);
    ServerHttp http =
        new ServerHttp(
            manner.timeout(), MOST_BYTES, Map.of(), key.stream().toList(), Proxies.ofProcess());
    ChatJudge judge =
        LangChain4j.judge(
                OpenAiChatModel.builder()
                    .httpClientBuilder(ServerHttpClient.builder(http))
                    .baseUrl(url)
                    .apiKey(key.map(Secret::value).orElse(null))
                    .modelName(model)
                    .supportedCapabilities(Capability.RESPONSE_FORMAT_JSON_SCHEMA)
                    .strictJsonSchema(true)
                    .maxRetries(0) // the judge's own attempts are enough
                    .build())
            .named("judge " + model)
            .parallelCalls(manner.calls())
            .whenMalformed(ChatJudge.Malformed.REJECT);
    if (manner.temperature().isPresent()) {
      judge = judge.temperature(manner.temperature().getAsDouble());
    }
    if (manner.budget().isPresent()) {
      judge = judge.budget(manner.budget().getAsLong());
    }
    return new Judge(url, model, judge);
  }

  @Override
  public String name() {
    return judge.name();
  }

  @Override
  public BitSet rejects(List<Pair> pairs) {
    return rejects(pairs, VerdictMemory.NONE);
  }

  @Override
  public BitSet rejects(List<Pair> pairs, VerdictMemory memory) {
    BitSet rejects = verdicts(pairs, memory);
    for (int i = 0; i < pairs.size(); i++) {
      judged++;
      rejected += rejects.get(i) ? 1 : 0;
      undecided += judge.undecided(pairs.get(i)) ? 1 : 0;
      if (judged == ALL_AT_FIRST && rejected == judged) {
        throw none("each of its first " + judged + " candidates");
      }
    }
    return rejects;
  }

  private BitSet verdicts(List<Pair> pairs, VerdictMemory memory) {
    try {
      return judge.rejects(pairs, memory);
    } catch (GuardException e) {
      Workers.requireNotInterrupted();
      if (e.getCause() instanceof NamesOptions) {
        throw new GuardException(
            String.format(
                Locale.ROOT,
                "--judge %s: %s. With --resume DIR the same command goes on from the verdicts that"
                    + " were paid for, with a budget of its own.",
                url,
                reason(e)),
            e);
      }
      throw new GuardException(
          String.format(
              Locale.ROOT,
              "--judge %s: %s gave no verdict: %s; look at the server and the model's name, and"
                  + " whether %s holds the key that it requires. With --resume DIR the same command"
                  + " goes on where it was.",
              url,
              model,
              reason(e),
              KEY),
          e);
    }
  }

  @Override
  public boolean answers(Pair pair) {
    return judge.answers(pair);
  }

  /** Returns in one line what went wrong at the server. */
  private static String reason(GuardException e) {
    if (e.getCause() == null || e.getCause() instanceof NamesOptions) {
      Throwable told = e.getCause() == null ? e : e.getCause();
      return OptionWords.message(told).replaceFirst("[.]$", "");
    }
    Throwable last = e.getCause();
    for (Throwable cause = last; cause != null; cause = cause.getCause()) {
      if (cause instanceof HttpStatus status) {
        return status.words();
      }
      if (cause instanceof ConnectException) {
        return "no server answers there";
      }
      if (cause instanceof HttpTimeoutException || cause instanceof AnswerTooLarge) {
        return String.valueOf(cause.getMessage());
      }
      last = cause;
    }
    return last instanceof IOException || last.getClass().getName().startsWith("dev.langchain4j")
        ? String.valueOf(last.getMessage()).strip().replaceAll("\\s+", " ")
        : "an answer that is not a chat completion (" + last.getClass().getSimpleName() + ")";
  }

  /**
   * Rejects a run in which the judge left no negative.
   *
   * @param negatives how many there are
   */
  public void requireSome(long negatives) {
    if (negatives == 0 && rejected > 0) {
      throw none(Counted.of(rejected, "candidate", "candidates"));
    }
  }

  private GuardException none(String what) {
    return new GuardException(
        String.format(
            Locale.ROOT,
            "--judge %s: %s rejected %s, so that no negative is left; nothing was written. See"
                + " what it replies, or name another model.",
            url,
            model,
            what));
  }

  @Override
  public boolean undecided(Pair pair) {
    return judge.undecided(pair);
  }

  @Override
  public Map<String, Long> counts() {
    return judge.counts();
  }

  /** Returns how many verdicts were given, once there are some. */
  public Optional<String> summary() {
    return judged == 0
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "%s judged %s and rejected %,d%s.",
                model,
                Counted.of(judged - undecided, "candidate", "candidates"),
                rejected - undecided,
                undecided == 0
                    ? ""
                    : String.format(
                        Locale.ROOT,
                        "; on %,d more it said neither YES nor NO, and they are no negatives",
                        undecided)));
  }
}
