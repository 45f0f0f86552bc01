package io.github.easyneg.onnx;

import io.github.easyneg.onnx.internal.embed.PairEncoder;
import io.github.easyneg.onnx.internal.embed.PairModel;
import java.util.function.BooleanSupplier;

/**
 * A loaded network that reads two texts together, shared by the guards that options make of one
 * another: used by one caller at a time, and freed once.
 */
final class LoadedPair implements AutoCloseable {
  /** Two texts need room, and their special tokens too. */
  private static final int LEAST_TOKENS = 16;

  private final PairModel model;
  private final String fingerprint;
  private final PairEncoder encoder;
  private final Object lock = new Object();
  private volatile boolean closed;
  private boolean freed;

  private LoadedPair(PairModel model, OnnxOptions options) {
    this.model = model;
    this.fingerprint = model.fingerprint();
    this.encoder = PairEncoder.open(model, options.device(), options.threads());
  }

  /** Uses the network. */
  @FunctionalInterface
  interface Use<T> {
    /**
     * Uses it.
     *
     * @param cancelled whether to stop, because it is being closed
     */
    T with(PairEncoder encoder, BooleanSupplier cancelled);
  }

  /**
   * Loads a network.
   *
   * @param most the maximum number of tokens that are read unless the options say otherwise
   * @throws IllegalArgumentException if the files are not supported, or an option has no effect on
   *     such a network
   */
  static LoadedPair of(PairModel model, OnnxOptions options, int most, String kind) {
    requireNone(options.prompts() != null, "prompts", kind);
    requireNone(options.pooling() != null, "pooling", kind);
    requireNone(options.dimensions() > 0, "dimensions", kind);
    int tokens = options.maxTokens() > 0 ? options.maxTokens() : Math.min(model.maxTokens(), most);
    if (tokens < LEAST_TOKENS) {
      throw new IllegalArgumentException(
          model.name()
              + " is to read "
              + tokens
              + " tokens; expected at least "
              + LEAST_TOKENS
              + " for a question and a passage. Raise maxTokens.");
    }
    return new LoadedPair(model.withMaxTokens(tokens), options);
  }

  private static void requireNone(boolean set, String option, String kind) {
    if (set) {
      throw new IllegalArgumentException(
          option + " is set, but has no effect on " + kind + "; leave it out.");
    }
  }

  PairModel model() {
    return model;
  }

  String fingerprint() {
    return fingerprint;
  }

  /**
   * Uses the network.
   *
   * @throws IllegalStateException if it is closed, before or during the call
   */
  <T> T use(Use<T> use) {
    synchronized (lock) {
      requireOpen();
      try {
        return use.with(encoder, () -> closed);
      } catch (IllegalStateException e) {
        requireOpen();
        throw e;
      }
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("This guard's model is closed; load it again.");
    }
  }

  /** Cancels a running use, waits until it ends, and frees the network. */
  @Override
  public void close() {
    closed = true;
    synchronized (lock) {
      if (!freed) {
        freed = true;
        encoder.close();
      }
    }
  }
}
