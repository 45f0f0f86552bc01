package io.github.easyneg.spark;

import io.github.easyneg.internal.run.Replica;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * What this process holds of runs: of each recipe and its passages one replica, which all tasks
 * share. The first task that asks opens it, others wait. The least recently used ones are dropped.
 */
final class Replicas {
  /** A notebook mines again and again; what it mined before is opened anew if it is asked for. */
  private static final int KEPT = 2;

  private static final Map<String, CompletableFuture<Replica>> BY_FINGERPRINT =
      new LinkedHashMap<>(16, 0.75f, true);

  private Replicas() {}

  /** Returns the replica of a run. */
  static Replica of(Assignment assignment) {
    return of(assignment.fingerprint(), assignment::open);
  }

  static Replica of(String fingerprint, Supplier<Replica> opening) {
    CompletableFuture<Replica> mine = new CompletableFuture<>();
    CompletableFuture<Replica> first;
    synchronized (BY_FINGERPRINT) {
      first = BY_FINGERPRINT.putIfAbsent(fingerprint, mine);
      if (BY_FINGERPRINT.size() > KEPT) {
        String eldest = BY_FINGERPRINT.keySet().iterator().next();
        BY_FINGERPRINT.remove(eldest);
      }
    }
    if (first != null) {
      return joined(first);
    }
    try {
      Replica opened = opening.get();
      mine.complete(opened);
      return opened;
    } catch (Throwable e) {
      // The next task tries again.
      synchronized (BY_FINGERPRINT) {
        BY_FINGERPRINT.remove(fingerprint, mine);
      }
      mine.completeExceptionally(e);
      throw e;
    }
  }

  private static Replica joined(CompletableFuture<Replica> first) {
    try {
      return first.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException ours) {
        throw ours;
      }
      throw e;
    }
  }
}
