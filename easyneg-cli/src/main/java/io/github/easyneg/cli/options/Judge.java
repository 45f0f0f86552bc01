package io.github.easyneg.cli.options;

import dev.langchain4j.http.client.jdk.JdkHttpClientBuilder;
import dev.langchain4j.model.openai.OpenAiChatModel;
import io.github.easyneg.cli.console.Failure;
import io.github.easyneg.internal.text.Counted;
import io.github.easyneg.langchain4j.ChatJudge;
import io.github.easyneg.langchain4j.LangChain4j;
import io.github.easyneg.mine.BatchGuard;
import io.github.easyneg.mine.GuardException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The guard of {@code --judge}: a chat model on a server that speaks OpenAI's protocol, at
 * temperature 0. A passage on which it gives no verdict is turned away.
 *
 * <p>Its name holds the model's, so that reports say whose verdicts they are, and a run with
 * another model does not go on where this one stopped.
 */
public final class Judge implements BatchGuard {
  /** The environment variable that holds the server's key: one that no other server is sent. */
  public static final String KEY = "EASYNEG_JUDGE_KEY";

  /** A model at home may have to be loaded first, and may take its time. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final String url;
  private final String model;
  private final ChatJudge judge;
  private long judged;
  private long rejected;

  public Judge(String url, String model, ChatJudge judge) {
    this.url = url;
    this.model = model;
    this.judge = judge;
  }

  public static Judge at(String url, String model, int calls) {
    ChatJudge judge =
        LangChain4j.judge(
                OpenAiChatModel.builder()
                    .httpClientBuilder(http())
                    .baseUrl(url)
                    .apiKey(key(System.getenv(KEY)))
                    .modelName(model)
                    .temperature(0.0)
                    .timeout(PATIENCE)
                    .maxRetries(0) // the judge's own attempts are enough
                    .build())
            .named("judge " + model)
            .parallelCalls(calls)
            .whenMalformed(ChatJudge.Malformed.REJECT);
    return new Judge(url, model, judge);
  }

  /**
   * Returns a key that can be sent; null where there is none. One that cannot would be shown in the
   * message that says so.
   *
   * @param value the variable's, often the content of a file, line feed and all
   */
  public static @Nullable String key(@Nullable String value) {
    String key = value == null ? "" : value.strip();
    if (!key.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
      throw Failure.environment(
          KEY
              + " holds a space or a character outside ASCII (the key is not shown); copy it again"
              + " from where it was issued.");
    }
    return key.isEmpty() ? null : key;
  }

  /** Some servers for models at home stumble over the offer of HTTP/2 that Java makes. */
  private static JdkHttpClientBuilder http() {
    return new JdkHttpClientBuilder()
        .httpClientBuilder(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1));
  }

  @Override
  public String name() {
    return judge.name();
  }

  @Override
  public BitSet rejects(List<Pair> pairs) {
    try {
      BitSet rejects = judge.rejects(pairs);
      judged += pairs.size();
      rejected += rejects.cardinality();
      return rejects;
    } catch (GuardException e) {
      throw Failure.environment(
          String.format(
              Locale.ROOT,
              "--judge %s: %s gave no verdict: %s; look at the server and the model's name, and"
                  + " whether %s holds the key that it wants. With --resume DIR the same command"
                  + " goes on where it was.",
              url,
              model,
              reason(e),
              KEY),
          e);
    }
  }

  /** Returns in one line what went wrong at the server. */
  private static String reason(GuardException e) {
    Throwable failure = e;
    while (failure.getCause() != null && !(failure instanceof ConnectException)) {
      failure = failure.getCause();
    }
    if (failure instanceof ConnectException) {
      return "no server answers there";
    }
    Throwable last = e.getCause() == null ? e : e.getCause();
    return String.valueOf(last.getMessage()).strip().replaceAll("\\s+", " ");
  }

  /** Returns how many verdicts were given, once there are some. */
  public Optional<String> summary() {
    return judged == 0
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "%s judged %s and turned %,d away%s.",
                model,
                Counted.of(judged, "candidate", "candidates"),
                rejected,
                judge.malformed() == 0
                    ? ""
                    : String.format(
                        Locale.ROOT,
                        ", %,d of them because it said neither YES nor NO",
                        judge.malformed())));
  }
}
