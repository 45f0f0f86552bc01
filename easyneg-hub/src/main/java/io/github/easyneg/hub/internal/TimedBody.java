package io.github.easyneg.hub.internal;

import java.io.Closeable;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A body that is read with a timeout for each wait: {@code HttpRequest.timeout} ends with the
 * headers, so that a server which stalls in the middle of a body would block its reader forever.
 */
final class TimedBody implements BodySubscriber<TimedBody>, Closeable {

  private record Signal(List<ByteBuffer> bytes, @Nullable Throwable failure, boolean last) {}

  // So many pieces, of some 16 kB each, may wait; with one, the threads would wait for each other.
  private static final int WINDOW = 32;

  private final Duration longestWait;
  private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
  private Flow.@Nullable Subscription subscription;
  private boolean closed;

  TimedBody(Duration longestWait) {
    this.longestWait = longestWait;
  }

  /** Returns itself immediately: before the body has arrived. */
  @Override
  public CompletionStage<TimedBody> getBody() {
    return CompletableFuture.completedFuture(this);
  }

  @Override
  public synchronized void onSubscribe(Flow.Subscription subscription) {
    this.subscription = subscription;
    // The reader has its body before this is called, and may have closed it already.
    if (closed) {
      subscription.cancel();
    } else {
      subscription.request(WINDOW);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> bytes) {
    signals.add(new Signal(bytes, null, false));
  }

  @Override
  public void onError(Throwable failure) {
    signals.add(new Signal(List.of(), failure, true));
  }

  @Override
  public void onComplete() {
    signals.add(new Signal(List.of(), null, true));
  }

  /**
   * Waits for the next bytes.
   *
   * @return them, or nothing at the end
   * @throws HttpTimeoutException if none came in time
   * @throws IOException if the connection broke
   */
  Optional<List<ByteBuffer>> next() throws IOException, InterruptedException {
    Signal signal = signals.poll(longestWait.toMillis(), TimeUnit.MILLISECONDS);
    if (signal == null) {
      throw new HttpTimeoutException("no bytes for " + longestWait.toSeconds() + " s");
    }
    if (signal.failure != null) {
      throw new IOException(signal.failure.getMessage(), signal.failure);
    }
    if (signal.last) {
      return Optional.empty();
    }
    askForMore();
    return Optional.of(signal.bytes);
  }

  /** Discards what has not arrived. */
  @Override
  public synchronized void close() {
    closed = true;
    if (subscription != null) {
      subscription.cancel();
    }
  }

  private synchronized void askForMore() {
    if (subscription != null) {
      subscription.request(1);
    }
  }
}
