package io.github.easyneg.onnx;

import io.github.easyneg.internal.text.OptionException;
import io.github.easyneg.onnx.internal.distill.Precision;
import io.github.easyneg.onnx.internal.embed.Device;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * How {@link StaticEmbedder#distill} makes a static model of a network. Immutable: each call
 * returns new options.
 */
public final class DistillOptions {
  private static final DistillOptions DEFAULTS =
      new DistillOptions(
          256,
          OptionalDouble.of(1e-4),
          Precision.FLOAT16,
          null,
          Device.CPU,
          Runtime.getRuntime().availableProcessors(),
          tokens -> {});

  private final int dimensions;
  private final OptionalDouble smoothing;
  private final Precision precision;
  private final @Nullable String file;
  private final Device device;
  private final int threads;
  private final LongConsumer progress;

  private DistillOptions(
      int dimensions,
      OptionalDouble smoothing,
      Precision precision,
      @Nullable String file,
      Device device,
      int threads,
      LongConsumer progress) {
    this.dimensions = dimensions;
    this.smoothing = smoothing;
    this.precision = precision;
    this.file = file;
    this.device = device;
    this.threads = threads;
    this.progress = progress;
  }

  /** Returns Model2Vec's defaults: 256 dimensions, weights with a smoothing of 1e-4, float16. */
  public static DistillOptions defaults() {
    return DEFAULTS;
  }

  /**
   * Sets how many principal components are kept; 256 by default. All are where the network's
   * vectors are no longer than that, and nothing is reduced where there are not more tokens.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public DistillOptions dimensions(int dimensions) {
    return new DistillOptions(
        OnnxOptions.requireDimensions(dimensions),
        smoothing,
        precision,
        file,
        device,
        threads,
        progress);
  }

  /**
   * Sets the smoothing of weights by frequency, {@code a / (a + p)} for a token of probability p;
   * 1e-4 by default. The lower it is, the less frequent tokens count.
   *
   * @param a in (0, 1)
   * @throws IllegalArgumentException if it is not
   */
  public DistillOptions smoothing(double a) {
    if (!(a > 0 && a < 1)) {
      throw OptionException.is("smoothing", a, "use a number above 0 and below 1.");
    }
    return new DistillOptions(
        dimensions, OptionalDouble.of(a), precision, file, device, threads, progress);
  }

  /** Gives all tokens the same weight, for a vocabulary that is not in order of frequency. */
  public DistillOptions equalWeights() {
    return new DistillOptions(
        dimensions, OptionalDouble.empty(), precision, file, device, threads, progress);
  }

  /**
   * Sets how numbers are written: {@code float16} by default, {@code float32}, or {@code int8}, a
   * quarter of the latter's size, for Model2Vec from the version on that reads {@code weights}.
   *
   * @throws IllegalArgumentException if it is none of these
   */
  public DistillOptions precision(String name) {
    Precision named =
        Precision.named(name.toLowerCase(Locale.ROOT))
            .orElseThrow(
                () ->
                    OptionException.is(
                        "precision",
                        name,
                        "use one of " + Arrays.toString(Precision.values()) + "."));
    return new DistillOptions(dimensions, smoothing, named, file, device, threads, progress);
  }

  /** Chooses the ONNX file, as {@link OnnxOptions#file} does. */
  public DistillOptions file(String file) {
    return new DistillOptions(
        dimensions,
        smoothing,
        precision,
        Objects.requireNonNull(file, "file"),
        device,
        threads,
        progress);
  }

  /**
   * Chooses where the network runs, as {@link OnnxOptions#device} does.
   *
   * @throws IllegalArgumentException if there is no such device
   */
  public DistillOptions device(String device) {
    return new DistillOptions(
        dimensions, smoothing, precision, file, Device.named(device), threads, progress);
  }

  /**
   * Sets on how many threads the network runs; one for each processor by default. The result does
   * not depend on it.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public DistillOptions threads(int threads) {
    if (threads < 1) {
      throw OptionException.is("threads", threads, "use at least 1.");
    }
    return new DistillOptions(dimensions, smoothing, precision, file, device, threads, progress);
  }

  /** Sets who is told how many tokens are done, now and then, by any thread; nobody by default. */
  public DistillOptions onProgress(LongConsumer tokens) {
    return new DistillOptions(
        dimensions,
        smoothing,
        precision,
        file,
        device,
        threads,
        Objects.requireNonNull(tokens, "tokens"));
  }

  int dimensions() {
    return dimensions;
  }

  OptionalDouble smoothing() {
    return smoothing;
  }

  Precision precision() {
    return precision;
  }

  @Nullable String file() {
    return file;
  }

  Device device() {
    return device;
  }

  int threads() {
    return threads;
  }

  LongConsumer progress() {
    return progress;
  }
}
