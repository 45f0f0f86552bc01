package io.github.easyneg.onnx;

import io.github.easyneg.mine.BatchGuard;
import io.github.easyneg.mine.GuardException;
import io.github.easyneg.onnx.internal.embed.PairEncoder;
import io.github.easyneg.onnx.internal.embed.PairEncoder.Texts;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * A guard over a network that reads a question and a passage together, and outputs a number for
 * them. Blank questions and passages are not read. Numbers are cached, so that rows with the same
 * question do not compute them again.
 */
abstract class PairGuard implements BatchGuard, AutoCloseable {
  /** Cached numbers, kept from batch to batch. */
  private static final int KEPT = 1 << 16;

  private final LoadedPair network;
  private final String name;
  private final Map<Texts, Double> numbers = new HashMap<>();

  PairGuard(LoadedPair network, String name) {
    this.network = network;
    this.name = name;
  }

  /**
   * Reads texts, without duplicates.
   *
   * @return a number for each
   */
  abstract double[] read(PairEncoder encoder, List<Texts> texts, BooleanSupplier cancelled);

  /**
   * Returns a name that may be in a report.
   *
   * @throws IllegalArgumentException if it is blank
   */
  static String requireName(String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("named('" + name + "') is blank; give the guard a name.");
    }
    return name;
  }

  final LoadedPair network() {
    return network;
  }

  /** Returns whether the network reads a pair: neither text is blank. */
  static boolean isRead(Pair pair) {
    return !pair.row().question().isBlank() && !pair.passage().text().isBlank();
  }

  static Texts texts(Pair pair) {
    return new Texts(pair.row().question(), pair.passage().text());
  }

  /** Evicts old numbers, if there are many. To be called before a batch, never within one. */
  final void forget() {
    if (numbers.size() > KEPT) {
      numbers.clear();
    }
  }

  /** Reads those of the texts that were not read yet. */
  final void readAll(Collection<Texts> wanted) {
    Set<Texts> open = new LinkedHashSet<>(wanted);
    open.removeAll(numbers.keySet());
    if (open.isEmpty()) {
      return;
    }
    List<Texts> texts = List.copyOf(open);
    double[] read = network.use((encoder, cancelled) -> read(encoder, texts, cancelled));
    for (int i = 0; i < read.length; i++) {
      numbers.put(texts.get(i), read[i]);
    }
  }

  /** Returns what was read of two texts; empty if they were not read. */
  final OptionalDouble number(Texts texts) {
    Double number = numbers.get(texts);
    return number == null ? OptionalDouble.empty() : OptionalDouble.of(number);
  }

  /** Returns the exception for a network whose output is invalid. */
  final GuardException failure(Texts texts, String gave) {
    return new GuardException(
        "Guard '"
            + name
            + "', question '"
            + texts.question()
            + "': "
            + network.model().name()
            + " gave "
            + gave);
  }

  @Override
  public final String name() {
    return name;
  }

  /** Cancels a running call, waits until it ends, and frees the network. */
  @Override
  public final void close() {
    network.close();
  }

  @Override
  public final String toString() {
    return getClass().getSimpleName() + "[" + describe() + "]";
  }
}
