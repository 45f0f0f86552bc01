package io.github.easyneg.langchain4j.internal.guard;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.TokenUsage;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Counts a model's calls, its tokens, and its consecutive replies that could not be parsed.
 * Thread-safe.
 */
public final class Usage {
  /** Three dozen replies, from the first on, none of which can be read. */
  private static final int UNREADABLE_AT_FIRST = 36;

  /** A model whose replies were parsed before may fail on some passages in a row. */
  private static final int UNREADABLE_LATER = 240;

  private long calls;
  private long inputTokens;
  private long outputTokens;
  private long readable;
  private long unreadable;
  private int unreadableInARow;

  /** Begins a call; tells whether the budget allows it. */
  public synchronized boolean begin(OptionalLong budget) {
    if (budget.isPresent() && calls >= budget.getAsLong()) {
      return false;
    }
    calls++;
    return true;
  }

  /** Adds what a call took. */
  public synchronized void add(ChatResponse response) {
    TokenUsage usage = response.metadata() == null ? null : response.tokenUsage();
    if (usage != null) {
      inputTokens += number(usage.inputTokenCount());
      outputTokens += number(usage.outputTokenCount());
    }
  }

  private static int number(@Nullable Integer count) {
    return count == null ? 0 : count;
  }

  /** Counts a reply that was parsed. */
  public synchronized void readable() {
    readable++;
    unreadableInARow = 0;
  }

  /** Counts a reply that could not be parsed; tells whether that was one too many. */
  public synchronized boolean unreadable() {
    unreadable++;
    unreadableInARow++;
    return unreadableInARow >= (readable == 0 ? UNREADABLE_AT_FIRST : UNREADABLE_LATER);
  }

  /** Returns how many replies could not be read. */
  public synchronized long unreadableReplies() {
    return unreadable;
  }

  /** Returns how many replies in a row could not be read. */
  public synchronized int unreadableInARow() {
    return unreadableInARow;
  }

  /** Returns the calls that were begun. */
  public synchronized long calls() {
    return calls;
  }

  /** Returns the tokens that were read, as far as the model reports that. */
  public synchronized long inputTokens() {
    return inputTokens;
  }

  /** Returns the tokens that were written, as far as the model reports that. */
  public synchronized long outputTokens() {
    return outputTokens;
  }
}
