package io.github.easyneg.langchain4j;

import dev.langchain4j.model.chat.ChatModel;
import io.github.easyneg.langchain4j.internal.guard.JudgePrompt;
import io.github.easyneg.langchain4j.internal.guard.Verdicts;
import io.github.easyneg.langchain4j.internal.remote.Attempts;
import io.github.easyneg.langchain4j.internal.remote.MalformedReply;
import io.github.easyneg.mine.BatchGuard;
import io.github.easyneg.mine.GuardException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Rejects passages of which a chat model says that they answer the row's question. Made by {@link
 * LangChain4j#judge}.
 *
 * <p>The model is asked about one passage at a time, since its verdict on a passage must not depend
 * on others, and has to answer with one of two words; anything else is asked for again, and is
 * {@link Malformed malformed} if it stays so. Verdicts are kept in memory, by question and passage.
 * Blank questions and passages pass unasked.
 *
 * <p>Immutable but for the verdicts and the count: each option returns a new judge, without any.
 * Asked by one thread at a time.
 */
public final class ChatJudge implements BatchGuard {
  private final ChatModel model;
  private final Options options;
  private final Verdicts verdicts = new Verdicts();
  private final AtomicLong malformed = new AtomicLong();

  private record Options(
      String name, JudgePrompt prompt, int parallelCalls, Attempts attempts, Malformed malformed) {}

  /** What becomes of a passage on which the model gives no verdict. */
  public enum Malformed {
    /** The run ends with a {@link GuardException} that quotes the model. */
    FAIL,
    /** The passage is rejected, as one that may answer, and {@link #malformed()} counts it. */
    REJECT
  }

  private ChatJudge(ChatModel model, Options options) {
    this.model = model;
    this.options = options;
  }

  static ChatJudge of(ChatModel model) {
    return new ChatJudge(
        Objects.requireNonNull(model, "model"),
        new Options("chat-judge", JudgePrompt.DEFAULT, 1, Attempts.AT_A_MODEL, Malformed.FAIL));
  }

  /**
   * Sets the name under which rejections are counted; {@code chat-judge} by default.
   *
   * @throws IllegalArgumentException if it is blank
   */
  public ChatJudge named(String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("named('" + name + "') is blank; give the judge a name.");
    }
    return new ChatJudge(
        model,
        new Options(
            name,
            options.prompt(),
            options.parallelCalls(),
            options.attempts(),
            options.malformed()));
  }

  /**
   * Sets the words of the request. The default asks in English whether the passage, in whatever
   * language, answers the question, with {@code YES} or {@code NO}.
   *
   * @param template with {@code {question}} and {@code {passage}}, which the texts replace
   * @param answers the word for "the passage answers the question", for example {@code JA}
   * @param doesNot the word for "it does not", for example {@code NEIN}
   * @throws IllegalArgumentException if a placeholder is missing, or the words are blank or the
   *     same
   */
  public ChatJudge prompt(String template, String answers, String doesNot) {
    return new ChatJudge(
        model,
        new Options(
            options.name(),
            new JudgePrompt(template, answers, doesNot),
            options.parallelCalls(),
            options.attempts(),
            options.malformed()));
  }

  /**
   * Sets how many calls may run at a time; 1 by default. More suits remote models, and asks for one
   * that many threads may call.
   *
   * @throws IllegalArgumentException if {@code calls} is less than 1
   */
  public ChatJudge parallelCalls(int calls) {
    if (calls < 1) {
      throw new IllegalArgumentException("parallelCalls(" + calls + ") must be at least 1.");
    }
    return new ChatJudge(
        model,
        new Options(
            options.name(), options.prompt(), calls, options.attempts(), options.malformed()));
  }

  /**
   * Sets how often a call is made before it counts as failed, while its failure may pass, or it was
   * answered with something else than the two words. Default: 6.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public ChatJudge attempts(int attempts) {
    return attempts(options.attempts().most(attempts));
  }

  /**
   * Sets the first pause between two attempts, and the longest that doubling leads to; where a rate
   * limit was hit pauses are four times as long, and after anything else than the two words there
   * are none. Default: 1 and 60 seconds.
   *
   * @throws IllegalArgumentException if {@code first} is negative or longer than {@code longest}
   */
  public ChatJudge pauses(Duration first, Duration longest) {
    return attempts(options.attempts().pauses(first, longest));
  }

  private ChatJudge attempts(Attempts attempts) {
    return new ChatJudge(
        model,
        new Options(
            options.name(),
            options.prompt(),
            options.parallelCalls(),
            attempts,
            options.malformed()));
  }

  /** Sets what becomes of a passage without a verdict; {@link Malformed#FAIL} by default. */
  public ChatJudge whenMalformed(Malformed policy) {
    return new ChatJudge(
        model,
        new Options(
            options.name(),
            options.prompt(),
            options.parallelCalls(),
            options.attempts(),
            Objects.requireNonNull(policy, "policy")));
  }

  /** Returns how many passages were rejected for want of a verdict, by {@link Malformed#REJECT}. */
  public long malformed() {
    return malformed.get();
  }

  @Override
  public String name() {
    return options.name();
  }

  /**
   * {@inheritDoc}
   *
   * @throws GuardException if the model fails, or gives no verdict and the policy is to fail
   */
  @Override
  public BitSet rejects(List<Pair> pairs) {
    List<Callable<Boolean>> calls = new ArrayList<>();
    verdicts
        .open(pairs)
        .values()
        .forEach(open -> open.forEach(pair -> calls.add(() -> judged(pair))));
    if (!calls.isEmpty()) {
      callAll(calls);
    }
    return verdicts.of(pairs);
  }

  private void callAll(List<Callable<Boolean>> calls) {
    ExecutorService threads =
        Executors.newFixedThreadPool(Math.min(options.parallelCalls(), calls.size()));
    try {
      List<Future<Boolean>> results = new ArrayList<>();
      calls.forEach(call -> results.add(threads.submit(call)));
      for (Future<Boolean> result : results) {
        boolean unused = result.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GuardException failure) {
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

  private boolean judged(Pair pair) {
    boolean rejects = asked(pair);
    verdicts.put(pair, rejects);
    return rejects;
  }

  private boolean asked(Pair pair) {
    String request = options.prompt().of(pair.row().question(), pair.passage().text());
    try {
      return options
          .attempts()
          .call("guard '" + name() + "'", () -> options.prompt().answers(model.chat(request)));
    } catch (Attempts.GaveUp e) {
      if (e.last() instanceof MalformedReply && options.malformed() == Malformed.REJECT) {
        long unused = malformed.incrementAndGet();
        return true;
      }
      throw failure(pair, e);
    }
  }

  private GuardException failure(Pair pair, Attempts.GaveUp e) {
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
              + options.prompt().expected()
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
