package io.github.easyneg.bench;

import com.google.errorprone.annotations.FormatMethod;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Measures what grows with the corpus, and prints tables in Markdown:
 *
 * <pre>
 * part=mining,nearest,race,job,demand,ground
 *                            what to measure
 * passages=10000,100000      sizes of the corpus, for mining, nearest, demand and ground
 * rows=200                   rows, for demand and ground
 * threads=1,2                threads, for mining; the largest number, for nearest
 * background=1024            passages over which a row's quantiles are taken, for mining
 * rounds=5                   how often peers take turns; each one's best round counts
 * chroma=                    the address of a Chroma server to search as well
 * python=/usr/bin/python3    a Python with FAISS; without one, peers in Java alone
 * script=FILE                peers.py
 * folder=                    where ground keeps its data, which are large and used again
 * embedder=hashing           hashing, or default: the default model with a cache, for ground
 * </pre>
 *
 * <p>A million passages need {@code -Xmx10g}. See docs/benchmarks.md for the command.
 */
public final class Scale {
  private static final Map<String, String> DEFAULTS =
      Map.ofEntries(
          Map.entry("part", "mining,nearest,race,job"),
          Map.entry("passages", "10000,100000"),
          Map.entry("rows", "200"),
          Map.entry("threads", "1,2"),
          Map.entry("background", "1024"),
          Map.entry("rounds", "5"),
          Map.entry("chroma", ""),
          Map.entry("python", "/usr/bin/python3"),
          Map.entry("folder", ""),
          Map.entry("embedder", "hashing"),
          Map.entry("script", "easyneg-bench/src/main/python/peers.py"));

  private final Map<String, String> settings = new TreeMap<>(DEFAULTS);

  private Scale(String[] args) {
    for (String arg : args) {
      int equals = arg.indexOf('=');
      String name = equals < 0 ? arg : arg.substring(0, equals);
      if (equals < 0 || !DEFAULTS.containsKey(name)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "unknown setting '%s'; expected name=value with one of the names %s.",
                arg,
                settings.keySet()));
      }
      settings.put(name, arg.substring(equals + 1));
    }
  }

  /**
   * Measures.
   *
   * @param args settings, {@code name=value}
   */
  public static void main(String[] args) throws IOException {
    new Scale(args).run();
  }

  private void run() throws IOException {
    print("%s; %s", Machine.describe(), settings);
    List<String> parts = List.of(setting("part").split(",", -1));
    if (parts.contains("mining")) {
      for (int passages : numbers("passages")) {
        EasyMining.measure(this, passages);
      }
    }
    if (parts.contains("nearest")) {
      for (int passages : numbers("passages")) {
        NearestSearches.measure(this, passages);
      }
    }
    if (parts.contains("race")) {
      RaceOrScan.measure();
    }
    if (parts.contains("job")) {
      WholeJob.measure();
    }
    if (parts.contains("demand")) {
      for (int passages : numbers("passages")) {
        OnDemand.measure(passages, numbers("rows").get(0));
      }
    }
    if (parts.contains("ground")) {
      for (int passages : numbers("passages")) {
        OnGround.measure(
            Path.of(setting("folder")), passages, numbers("rows"), setting("embedder"));
      }
    }
  }

  private String setting(String name) {
    return Objects.requireNonNull(settings.get(name));
  }

  List<Integer> numbers(String name) {
    return Stream.of(setting(name).split(",", -1)).map(Integer::valueOf).toList();
  }

  int rounds() {
    return numbers("rounds").get(0);
  }

  Optional<String> chroma() {
    return Optional.of(setting("chroma")).filter(url -> !url.isEmpty());
  }

  int background() {
    return numbers("background").get(0);
  }

  int mostThreads() {
    return numbers("threads").stream().max(Integer::compare).orElseThrow();
  }

  /** Starts Python's searches over some vectors; empty, and said so, if there is none. */
  List<Peers> peers(int threads, Path vectors, int rows) {
    List<Peers> started = new ArrayList<>();
    Peers.start(
            setting("python"),
            Path.of(setting("script")),
            threads,
            vectors,
            rows,
            MadeUpCorpus.DIMENSION)
        .ifPresent(started::add);
    if (started.isEmpty()) {
      print("No FAISS: %s did not run peers.py.", setting("python"));
    }
    return started;
  }

  @FormatMethod
  static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
