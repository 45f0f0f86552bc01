package io.github.easyneg.onnx;

import io.github.easyneg.embed.EmbeddingException;
import io.github.easyneg.internal.io.CloseAll;
import io.github.easyneg.onnx.internal.embed.TextTokenizer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A model whose parts are loaded lazily, when they are first needed, used by one caller at a time,
 * and freed once.
 *
 * @param <E> what embeds
 */
final class LazyModel<E> implements AutoCloseable {
  private final Supplier<String> hash;
  private final Supplier<TextTokenizer> openTokenizer;
  private final Function<TextTokenizer, E> openEncoder;
  private final Consumer<E> closeEncoder;

  private final Object lock = new Object();
  private volatile boolean closed;
  private volatile @Nullable String fingerprint;
  private @Nullable TextTokenizer tokenizer;
  private @Nullable E encoder;

  /**
   * Loads nothing yet.
   *
   * @param hash makes the fingerprint
   */
  LazyModel(
      Supplier<String> hash,
      Supplier<TextTokenizer> openTokenizer,
      Function<TextTokenizer, E> openEncoder,
      Consumer<E> closeEncoder) {
    this.hash = hash;
    this.openTokenizer = openTokenizer;
    this.openEncoder = openEncoder;
    this.closeEncoder = closeEncoder;
  }

  /** Uses a part. */
  @FunctionalInterface
  interface Use<P, T> {
    /**
     * Uses it.
     *
     * @param cancelled whether to stop, because the model is being closed
     */
    T with(P part, BooleanSupplier cancelled);
  }

  /** Returns the fingerprint, which is made once. */
  String fingerprint() {
    String known = fingerprint;
    if (known == null) {
      known = hash.get();
      fingerprint = known;
    }
    return known;
  }

  /**
   * Makes sure that the model is not closed.
   *
   * @throws IllegalStateException if it is
   */
  void requireOpen() {
    if (closed) {
      throw new IllegalStateException("This embedder is closed; make another one.");
    }
  }

  /**
   * Uses the encoder.
   *
   * @throws EmbeddingException if it cannot be loaded
   * @throws IllegalStateException if the model is closed
   */
  <T> T withEncoder(Use<E, T> use) {
    synchronized (lock) {
      requireOpen();
      E open = encoder;
      if (open == null) {
        TextTokenizer own = tokenizer();
        open = loaded(() -> openEncoder.apply(own));
        encoder = open;
      }
      return use.with(open, () -> closed);
    }
  }

  /**
   * Uses the tokenizer; the encoder is not loaded.
   *
   * @throws EmbeddingException if it cannot be loaded
   * @throws IllegalStateException if the model is closed
   */
  <T> T withTokenizer(Use<TextTokenizer, T> use) {
    synchronized (lock) {
      requireOpen();
      return use.with(tokenizer(), () -> closed);
    }
  }

  /** A model that fails to load is not an invalid argument of the call that first needs it. */
  private static <T> T loaded(Supplier<T> loading) {
    try {
      return loading.get();
    } catch (IllegalArgumentException e) {
      throw new EmbeddingException(String.valueOf(e.getMessage()), e);
    }
  }

  private TextTokenizer tokenizer() {
    TextTokenizer open = tokenizer;
    if (open == null) {
      open = loaded(openTokenizer);
      tokenizer = open;
    }
    return open;
  }

  /** Cancels a running use, waits until it ends, and frees all parts. */
  @Override
  public void close() {
    closed = true;
    synchronized (lock) {
      E embeds = encoder;
      AutoCloseable words = tokenizer;
      encoder = null;
      tokenizer = null;
      CloseAll.of(embeds == null ? null : () -> closeEncoder.accept(embeds), words);
    }
  }
}
