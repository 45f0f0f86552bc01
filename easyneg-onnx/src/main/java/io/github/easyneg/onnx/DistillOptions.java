package io.github.easyneg.onnx;

import io.github.easyneg.internal.text.Copied;
import io.github.easyneg.internal.text.NotNull;
import io.github.easyneg.internal.text.OptionException;
import io.github.easyneg.onnx.internal.distill.Precision;
import io.github.easyneg.onnx.internal.embed.Device;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * How {@link StaticEmbedder#distill} makes a static model of a network. Immutable: each call
 * returns new options.
 */
public final class DistillOptions {
  private static final DistillOptions DEFAULTS = new DistillOptions(new Settings());

  private final Settings settings;

  /** The settings. Each call changes a copy that is not shared yet. */
  private static final class Settings extends Copied<Settings> {
    private int dimensions = 256;
    private OptionalDouble smoothing = OptionalDouble.of(1e-4);
    private Precision precision = Precision.FLOAT16;
    private @Nullable String file;
    private Device device = Device.CPU;
    private int threads = Runtime.getRuntime().availableProcessors();
    private LongConsumer progress = tokens -> {};
  }

  private DistillOptions(Settings settings) {
    this.settings = settings;
  }

  private DistillOptions with(Consumer<Settings> change) {
    return new DistillOptions(settings.with(change));
  }

  /** Returns Model2Vec's defaults: 256 dimensions, weights with a smoothing of 1e-4, float16. */
  public static DistillOptions defaults() {
    return DEFAULTS;
  }

  /**
   * Sets how many principal components are kept; 256 by default. If the network's vectors are no
   * longer than that, all are kept; if there are no more tokens than that, the vectors are not
   * reduced.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public DistillOptions dimensions(int dimensions) {
    return with(s -> s.dimensions = OnnxOptions.requireDimensions(dimensions));
  }

  /**
   * Sets the smoothing of weights by frequency, {@code a / (a + p)} for a token of probability p;
   * 1e-4 by default. Lower values give frequent tokens less weight.
   *
   * @param a in (0, 1)
   * @throws IllegalArgumentException if it is not
   */
  public DistillOptions smoothing(double a) {
    if (!(a > 0 && a < 1)) {
      throw OptionException.is("smoothing", a, "use a number above 0 and below 1.");
    }
    return with(s -> s.smoothing = OptionalDouble.of(a));
  }

  /** Gives all tokens the same weight, for a vocabulary that is not in order of frequency. */
  public DistillOptions equalWeights() {
    return with(s -> s.smoothing = OptionalDouble.empty());
  }

  /**
   * Sets the number format: {@code float16} by default, {@code float32}, or {@code int8}, a quarter
   * of the latter's size, for versions of Model2Vec that read {@code weights}.
   *
   * @throws IllegalArgumentException if it is none of these
   */
  public DistillOptions precision(String name) {
    NotNull.check(name, "name");
    Precision named =
        Precision.named(name.toLowerCase(Locale.ROOT))
            .orElseThrow(
                () ->
                    OptionException.is(
                        "precision",
                        name,
                        "use one of " + Arrays.toString(Precision.values()) + "."));
    return with(s -> s.precision = named);
  }

  /** Chooses the ONNX file, as {@link OnnxOptions#file} does. */
  public DistillOptions file(String file) {
    NotNull.check(file, "file");
    return with(s -> s.file = file);
  }

  /**
   * Chooses where the network runs, as {@link OnnxOptions#device} does.
   *
   * @throws IllegalArgumentException if there is no such device
   */
  public DistillOptions device(String device) {
    NotNull.check(device, "device");
    return with(s -> s.device = Device.named(device));
  }

  /**
   * Sets the number of threads that the network runs on; by default one per processor. The result
   * does not depend on it.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public DistillOptions threads(int threads) {
    if (threads < 1) {
      throw OptionException.is("threads", threads, "use at least 1.");
    }
    return with(s -> s.threads = threads);
  }

  /**
   * Sets a progress listener, which is called now and then, on any thread, with the number of
   * tokens that are done; none by default.
   */
  public DistillOptions onProgress(LongConsumer tokens) {
    NotNull.check(tokens, "tokens");
    return with(s -> s.progress = tokens);
  }

  int dimensions() {
    return settings.dimensions;
  }

  OptionalDouble smoothing() {
    return settings.smoothing;
  }

  Precision precision() {
    return settings.precision;
  }

  @Nullable String file() {
    return settings.file;
  }

  Device device() {
    return settings.device;
  }

  int threads() {
    return settings.threads;
  }

  LongConsumer progress() {
    return settings.progress;
  }
}
