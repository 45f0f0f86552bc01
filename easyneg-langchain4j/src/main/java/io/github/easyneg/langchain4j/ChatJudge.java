package io.github.easyneg.langchain4j;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.github.easyneg.internal.text.Copied;
import io.github.easyneg.internal.text.NotNull;
import io.github.easyneg.internal.text.OptionException;
import io.github.easyneg.internal.text.OptionText.Option;
import io.github.easyneg.langchain4j.internal.guard.JudgePrompt;
import io.github.easyneg.langchain4j.internal.guard.ModelForm;
import io.github.easyneg.langchain4j.internal.guard.Usage;
import io.github.easyneg.langchain4j.internal.guard.VerdictCache;
import io.github.easyneg.langchain4j.internal.remote.Attempts;
import io.github.easyneg.langchain4j.internal.remote.MalformedReply;
import io.github.easyneg.mine.AnswerGuard;
import io.github.easyneg.mine.GuardException;
import io.github.easyneg.mine.VerdictMemory;
import io.github.easyneg.mine.VerdictMemory.Verdict;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Rejects passages that answer the row's question according to a chat model (LLM as a judge). Made
 * by {@link LangChain4j#judge}.
 *
 * <p>The model is asked about one passage at a time, since its verdict on a passage must not depend
 * on others, and has to answer with one of two words: in JSON where the model takes a schema, else
 * alone, before a reason, or behind a label such as {@code Answer:}. After any other reply the
 * model is asked again, and the reply is {@link Malformed malformed} if it stays so. If none of the
 * model's first 36 replies can be parsed, or 240 in a row later, the run fails whatever the policy.
 * Verdicts are cached in memory, by question and passage. Blank questions and passages pass without
 * being asked about.
 *
 * <p>Immutable except for the cached verdicts and the counts: each option returns a new judge,
 * without any. Called by one thread at a time.
 */
public final class ChatJudge implements AnswerGuard {
  private final ChatModel model;
  private final Settings settings;
  private final VerdictCache verdicts = new VerdictCache();
  private final AtomicLong malformed = new AtomicLong();
  private final AtomicLong reused = new AtomicLong();
  private final Usage usage = new Usage();
  private final ModelForm form;

  /** The settings. Each call changes a copy that is not shared yet. */
  private static final class Settings extends Copied<Settings> {
    private String name = "chat-judge";
    private JudgePrompt prompt = JudgePrompt.DEFAULT;
    private int parallelCalls = 1;
    private Attempts attempts = Attempts.AT_A_MODEL;
    private Malformed malformed = Malformed.FAIL;
    private OptionalDouble temperature = OptionalDouble.empty();
    private OptionalLong budget = OptionalLong.empty();
  }

  /** What happens to a passage on which the model gives no verdict. */
  public enum Malformed {
    /** The run ends with a {@link GuardException} that quotes the model. */
    FAIL,
    /** The passage is rejected, as one that may answer, and {@link #malformed()} counts it. */
    REJECT
  }

  private ChatJudge(ChatModel model, Settings settings) {
    this.model = model;
    this.settings = settings;
    this.form = new ModelForm(model, settings.prompt, settings.temperature);
  }

  static ChatJudge of(ChatModel model) {
    return new ChatJudge(model, new Settings());
  }

  private ChatJudge with(Consumer<Settings> change) {
    return new ChatJudge(model, settings.with(change));
  }

  /**
   * Sets the name under which rejections are counted; {@code chat-judge} by default.
   *
   * @throws IllegalArgumentException if it is blank
   */
  public ChatJudge named(String name) {
    NotNull.check(name, "name");
    if (name.isBlank()) {
      throw new IllegalArgumentException("named('" + name + "') is blank; give the judge a name.");
    }
    return with(s -> s.name = name);
  }

  /**
   * Sets the prompt template, and the words of the reply. The default asks in English whether the
   * passage, in whatever language, answers the question, with {@code YES} or {@code NO}.
   *
   * @param template with {@code {question}} and {@code {passage}}, which the texts replace
   * @param answers the word for "the passage answers the question", for example {@code JA}
   * @param doesNot the word for "it does not", for example {@code NEIN}
   * @throws IllegalArgumentException if a placeholder is missing, or the words are blank or the
   *     same
   */
  public ChatJudge prompt(String template, String answers, String doesNot) {
    NotNull.check(template, "template");
    NotNull.check(answers, "answers");
    NotNull.check(doesNot, "doesNot");
    return with(s -> s.prompt = new JudgePrompt(template, answers, doesNot));
  }

  /**
   * Sets how many calls may run at a time; 1 by default. More suits remote models, and requires one
   * that is thread-safe.
   *
   * @throws IllegalArgumentException if {@code calls} is less than 1
   */
  public ChatJudge parallelCalls(int calls) {
    if (calls < 1) {
      throw new IllegalArgumentException("parallelCalls(" + calls + ") must be at least 1.");
    }
    return with(s -> s.parallelCalls = calls);
  }

  /**
   * Sets the maximum number of attempts for a call, which is retried while its failure may be
   * transient, or after a reply that is neither of the two words. Default: 6.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public ChatJudge attempts(int attempts) {
    return with(s -> s.attempts = s.attempts.most(attempts));
  }

  /**
   * Sets the first pause between two attempts, and the longest, up to which it doubles (exponential
   * backoff); where a rate limit was hit pauses are four times as long, and after a reply that is
   * neither of the two words there are none. Default: 1 and 60 seconds.
   *
   * @throws IllegalArgumentException if {@code first} is negative or longer than {@code longest}
   */
  public ChatJudge pauses(Duration first, Duration longest) {
    NotNull.check(first, "first");
    NotNull.check(longest, "longest");
    return with(s -> s.attempts = s.attempts.pauses(first, longest));
  }

  /** Sets what happens to a passage without a verdict; {@link Malformed#FAIL} by default. */
  public ChatJudge whenMalformed(Malformed policy) {
    NotNull.check(policy, "policy");
    return with(s -> s.malformed = policy);
  }

  /**
   * Sets the temperature that is sent with each request. Default: none is sent, and the model's own
   * applies. If the model refuses it, it is left out, with a warning: its verdicts may then differ
   * from run to run.
   *
   * @throws IllegalArgumentException if it is not in [0, 2]
   */
  public ChatJudge temperature(double temperature) {
    if (!(temperature >= 0 && temperature <= 2)) {
      throw new IllegalArgumentException(
          "temperature(" + temperature + ") must be in 0..2; 0 gives the same verdict each time.");
    }
    return with(s -> s.temperature = OptionalDouble.of(temperature));
  }

  /**
   * Sets the maximum number of calls in all, retries included; the next one fails the run. Default:
   * any number.
   *
   * @throws IllegalArgumentException if {@code calls} is less than 1
   */
  public ChatJudge budget(long calls) {
    if (calls < 1) {
      throw new IllegalArgumentException("budget(" + calls + ") must be at least 1 call.");
    }
    return with(s -> s.budget = OptionalLong.of(calls));
  }

  /** Returns how many calls were made, retries included. */
  public long calls() {
    return usage.calls();
  }

  /** Returns how many tokens the model read, as far as it reports that. */
  public long inputTokens() {
    return usage.inputTokens();
  }

  /** Returns how many tokens the model wrote, as far as it reports that. */
  public long outputTokens() {
    return usage.outputTokens();
  }

  /** Returns how many passages were rejected for lack of a verdict, by {@link Malformed#REJECT}. */
  public long malformed() {
    return malformed.get();
  }

  @Override
  public String name() {
    return settings.name;
  }

  /**
   * Returns {@code calls}, retries included, {@code unreadable replies} among them, {@code input
   * tokens} and {@code output tokens}, as far as the model reports them, and {@code verdicts
   * reused}, which an earlier run had asked for.
   */
  @Override
  public Map<String, Long> counts() {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("calls", calls());
    counts.put("unreadable replies", usage.unreadableReplies());
    counts.put("input tokens", inputTokens());
    counts.put("output tokens", outputTokens());
    counts.put("verdicts reused", reused.get());
    return counts;
  }

  /**
   * {@inheritDoc}
   *
   * @throws GuardException if the model fails, or gives no verdict and the policy is to fail
   */
  @Override
  public BitSet rejects(List<Pair> pairs) {
    return rejects(pairs, VerdictMemory.NONE);
  }

  /**
   * {@inheritDoc} The request is the prompt with its texts, and the two words.
   *
   * @throws GuardException if the model fails, or gives no verdict and the policy is to fail
   */
  @Override
  public BitSet rejects(List<Pair> pairs, VerdictMemory memory) {
    NotNull.check(pairs, "pairs");
    NotNull.check(memory, "memory");
    List<Callable<Boolean>> calls = new ArrayList<>();
    for (List<Pair> open : verdicts.open(pairs).values()) {
      for (Pair pair : open) {
        if (!recalls(memory, pair)) {
          calls.add(() -> judged(pair, memory));
        }
      }
    }
    if (!calls.isEmpty()) {
      callAll(calls);
    }
    return verdicts.of(pairs);
  }

  /** Tells whether the model said so; false where its reply could not be read. */
  @Override
  public boolean answers(Pair pair) {
    NotNull.check(pair, "pair");
    return verdicts.answers(pair);
  }

  /** Tells whether the model was asked about a pair that was rejected, and gave no verdict. */
  @Override
  public boolean undecided(Pair pair) {
    NotNull.check(pair, "pair");
    return verdicts.isUnreadable(pair);
  }

  private void callAll(List<Callable<Boolean>> calls) {
    ExecutorService threads =
        Executors.newFixedThreadPool(Math.min(settings.parallelCalls, calls.size()));
    try {
      List<Future<Boolean>> results = new ArrayList<>();
      AtomicBoolean over = new AtomicBoolean();
      calls.forEach(call -> results.add(threads.submit(() -> !over.get() && unless(over, call))));
      await(results);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GuardException failure) {
        throw failure;
      }
      if (e.getCause() instanceof UncheckedIOException failure) {
        throw failure;
      }
      throw new GuardException("Guard '" + name() + "': " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GuardException("Guard '" + name() + "' was interrupted.", e);
    } finally {
      threads.shutdownNow();
    }
  }

  /**
   * Waits for all calls, also for those that are under way as the budget ends: they are paid for.
   *
   * @throws ExecutionException if a call failed
   */
  private static void await(List<Future<Boolean>> results)
      throws ExecutionException, InterruptedException {
    Optional<ExecutionException> spent = Optional.empty();
    for (Future<Boolean> result : results) {
      try {
        boolean unused = result.get();
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof GuardException failure
            && failure.getCause() instanceof OptionException)) {
          throw e;
        }
        spent = Optional.of(e);
      }
    }
    if (spent.isPresent()) {
      throw spent.get();
    }
  }

  /** Makes a call; after one that fails no other is begun. */
  private static boolean unless(AtomicBoolean over, Callable<Boolean> call) throws Exception {
    try {
      return call.call();
    } catch (Exception e) {
      over.set(true);
      throw e;
    }
  }

  /** Tells whether a verdict that was kept is taken. */
  private boolean recalls(VerdictMemory memory, Pair pair) {
    Optional<Verdict> kept = memory.recall(key(pair));
    if (kept.isEmpty()
        || (kept.get() == Verdict.UNDECIDED && settings.malformed == Malformed.FAIL)) {
      return false;
    }
    if (kept.get() == Verdict.UNDECIDED) {
      withoutVerdict(pair);
    }
    long unused = reused.incrementAndGet();
    verdicts.put(pair, kept.get() != Verdict.PASSES);
    return true;
  }

  private String key(Pair pair) {
    return settings.prompt.yes()
        + '\n'
        + settings.prompt.no()
        + '\n'
        + settings.prompt.of(pair.row().question(), pair.passage().text());
  }

  private boolean judged(Pair pair, VerdictMemory memory) {
    boolean rejects = asked(pair);
    memory.keep(
        key(pair),
        verdicts.isUnreadable(pair)
            ? Verdict.UNDECIDED
            : rejects ? Verdict.REJECTED : Verdict.PASSES);
    verdicts.put(pair, rejects);
    return rejects;
  }

  private void withoutVerdict(Pair pair) {
    long unused = malformed.incrementAndGet();
    verdicts.unreadable(pair);
  }

  private boolean asked(Pair pair) {
    String request = settings.prompt.of(pair.row().question(), pair.passage().text());
    try {
      return settings.attempts.call("guard '" + name() + "'", () -> verdict(request));
    } catch (Attempts.GaveUp e) {
      if (e.last() instanceof MalformedReply && settings.malformed == Malformed.REJECT) {
        withoutVerdict(pair);
        return true;
      }
      throw failure(pair, e);
    }
  }

  private boolean verdict(String request) throws MalformedReply {
    if (!usage.begin(settings.budget)) {
      OptionException spent =
          OptionException.of(
              "Guard '{}': the budget of {} calls is used up; raise {}.",
              name(),
              settings.budget.orElse(0),
              Option.call("budget"));
      throw new GuardException(String.valueOf(spent.getMessage()), spent);
    }
    ChatResponse response = form.ask(request);
    usage.add(response);
    try {
      boolean answers = settings.prompt.answers(response.aiMessage().text());
      usage.readable();
      return answers;
    } catch (MalformedReply e) {
      if (usage.unreadable()) {
        throw new GuardException(
            String.format(
                Locale.ROOT,
                "Guard '%s': the model gave no valid verdict in %d replies in a row; it"
                    + " was to answer %s, and last answered %s. Use another model, or another"
                    + " prompt.",
                name(),
                usage.unreadableInARow(),
                settings.prompt.expected(),
                e.getMessage()));
      }
      throw e;
    }
  }

  private GuardException failure(Pair pair, Attempts.GaveUp e) {
    if (e.last() instanceof GuardException ours) {
      return ours;
    }
    String where =
        "Guard '"
            + name()
            + "', question '"
            + pair.row().question()
            + "', passage "
            + pair.passage().id()
            + ": ";
    if (e.last() instanceof MalformedReply) {
      return new GuardException(
          where
              + "the model was to answer "
              + settings.prompt.expected()
              + ", and answered "
              + e.last().getMessage()
              + " ("
              + e.attempts()
              + "). Change prompt(..) or the model, or reject such passages by"
              + " whenMalformed(REJECT).",
          e.last());
    }
    return new GuardException(
        where
            + "the model failed ("
            + e.attempts()
            + "): "
            + e.last()
            + ". Look at the model; verdicts so far are kept by this guard.",
        e.last());
  }
}
