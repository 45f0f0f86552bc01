package io.github.easyneg.internal.settings;

import io.github.easyneg.embed.EmbeddingProvider;
import io.github.easyneg.internal.io.Sha256;
import io.github.easyneg.mine.Anchor;
import io.github.easyneg.mine.BatchGuard;
import io.github.easyneg.mine.Guard;
import io.github.easyneg.mine.Guards;
import io.github.easyneg.mine.Mix;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A recipe's settings in words. */
public final class Description {
  private static final Set<String> WITHOUT_EFFECT =
      Set.of("data set", "cache", "audit", "resume", "vectors", "threads");

  private Description() {}

  /** Returns each setting's value by its name, in the order in which a run uses them. */
  public static Map<String, String> of(Settings settings) {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("data set", settings.dataset().name());
    words.put(
        "embedder", settings.embedder().map(EmbeddingProvider::fingerprint).orElse("the default"));
    words.put(
        "index",
        settings.index().map(i -> i.getClass().getSimpleName()).orElse("exact, in memory"));
    words.put("cache", settings.cache().map(Object::toString).orElse("none"));
    words.put(
        "anchors", settings.anchors().stream().map(Anchor::name).collect(Collectors.joining(", ")));
    int part = 0;
    for (Mix.Part p : settings.mix().parts()) {
      words.put(
          settings.mix().parts().size() == 1 ? "pool" : "pool " + ++part,
          p.k() + " from " + p.pool());
    }
    for (Settings.Opinion opinion : settings.signals()) {
      words.put(
          "signal " + opinion.signal().name(),
          "quantile " + opinion.quantile() + ", weight " + opinion.weight());
    }
    words.put("sampler", settings.sampler().describe());
    words.put("guards", guards(settings));
    words.put("background", settings.background() + " passages");
    words.put(
        "max reuse",
        settings.maxReuse().isPresent() ? "" + settings.maxReuse().getAsInt() : "unlimited");
    words.put("when short", settings.shortage().name());
    words.put("refusal", settings.refusal());
    words.put(
        "refusal ratio",
        settings.refusalRatio().isPresent()
            ? "" + settings.refusalRatio().getAsDouble()
            : "as it comes");
    words.put("audit", settings.audit().map(Object::toString).orElse("none"));
    settings.resume().ifPresent(directory -> words.put("resume", "in " + directory));
    settings.vectors().ifPresent(directory -> words.put("vectors", "mapped in " + directory));
    words.put("seed", Long.toString(settings.seed()));
    words.put("threads", Integer.toString(settings.threads()));
    return words;
  }

  /**
   * Returns 16 hex digits that are equal for equal settings: of all that the result may depend on,
   * but for the data.
   */
  public static String checksum(Settings settings) {
    Map<String, String> words = of(settings);
    words.keySet().removeAll(WITHOUT_EFFECT);
    return Sha256.of(words.toString()).substring(0, 16);
  }

  private static String guards(Settings settings) {
    List<String> names = new ArrayList<>();
    names.add(Guards.OWN_CONTEXT);
    names.add(Guards.ANSWERS_SAME_QUESTION);
    settings.guards().stream().map(Guard::name).forEach(names::add);
    settings.batchGuards().stream().map(BatchGuard::name).forEach(names::add);
    return String.join(", ", names);
  }
}
