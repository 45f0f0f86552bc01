package io.github.easyneg.internal.settings;

import io.github.easyneg.embed.EmbeddingProvider;
import io.github.easyneg.embed.PassageEmbedding;
import io.github.easyneg.internal.io.Sha256;
import io.github.easyneg.mine.Anchor;
import io.github.easyneg.mine.AnyGuard;
import io.github.easyneg.mine.BatchGuard;
import io.github.easyneg.mine.Guards;
import io.github.easyneg.mine.Mix;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A recipe's settings in words: the one list of {@link Fact}s that {@code describe()}, a report's
 * provenance and checksum, the command's settings file and the check of an interrupted run all
 * read.
 */
public final class Description {
  private final List<Fact> facts = new ArrayList<>();

  private Description() {}

  /** Returns each setting, in the order in which a run uses them. */
  public static List<Fact> of(Settings settings) {
    Description description = new Description();
    description.sources(settings);
    description.draws(settings);
    description.outputs(settings);
    return List.copyOf(description.facts);
  }

  /** The same, with what the embedder came to. */
  public static List<Fact> of(Settings settings, String model) {
    List<Fact> facts = new ArrayList<>(of(settings));
    facts.add(new Fact("model", model, true));
    return List.copyOf(facts);
  }

  /** Returns the facts, by name, of which another value may give another result. */
  public static Map<String, String> deciding(Settings settings, String model) {
    Map<String, String> deciding = new LinkedHashMap<>();
    for (Fact fact : of(settings, model)) {
      if (fact.decides()) {
        deciding.put(fact.name(), fact.value());
      }
    }
    return deciding;
  }

  /**
   * Returns 16 hex digits that are equal for equal settings: of all that the result may depend on,
   * but for the data.
   */
  public static String checksum(Settings settings, String model) {
    return Sha256.of(deciding(settings, model).toString()).substring(0, 16);
  }

  private void decides(String name, Object value) {
    facts.add(new Fact(name, value.toString(), true));
  }

  private void changesNothing(String name, Object value) {
    facts.add(new Fact(name, value.toString(), false));
  }

  private void sources(Settings settings) {
    changesNothing("data set", settings.dataset().name());
    settings.corpus().ifPresent(corpus -> changesNothing("corpus", corpus.name()));
    if (settings.corpusAlone()) {
      decides("candidates", "passages of the corpus alone");
    }
    // What it comes to decides, and is the model's fingerprint.
    changesNothing(
        "embedder", settings.embedder().map(EmbeddingProvider::fingerprint).orElse("the default"));
    decides(
        "index",
        settings.index().map(i -> i.getClass().getSimpleName()).orElse("exact, in memory"));
    changesNothing("cache", settings.cache().map(Object::toString).orElse("none"));
  }

  private void draws(Settings settings) {
    decides(
        "anchors", settings.anchors().stream().map(Anchor::name).collect(Collectors.joining(", ")));
    int part = 0;
    for (Mix.Part p : settings.mix().parts()) {
      decides(
          settings.mix().parts().size() == 1 ? "pool" : "pool " + ++part,
          p.k() + " from " + p.pool());
    }
    for (Settings.WeightedSignal opinion : settings.signals()) {
      String description = opinion.signal().describe();
      decides(
          "signal " + opinion.signal().name(),
          (description.equals(opinion.signal().name()) ? "" : description + ", ")
              + "quantile "
              + opinion.quantile()
              + ", weight "
              + opinion.weight());
    }
    decides("sampler", settings.sampler().describe());
    decides("guards", guards(settings));
    decides("background", settings.background() + " passages");
    decides(
        "max reuse",
        settings.maxReuse().isPresent() ? "" + settings.maxReuse().getAsInt() : "unlimited");
    decides("when short", settings.shortage().name());
  }

  private void outputs(Settings settings) {
    decides(
        "refusal",
        settings.wording().refusals().isEmpty()
            ? "in the language of the questions"
            : String.join(" | ", settings.wording().refusals()));
    decides(
        "prompt",
        settings
            .wording()
            .prompt()
            .map(prompt -> prompt.pattern().replace("\n", "\\n"))
            .orElse("in the language of the questions"));
    decides(
        "system",
        settings.wording().system().map(text -> text.replace("\n", "\\n")).orElse("none"));
    decides(
        "own negatives",
        settings.wording().ownNegatives().isPresent()
            ? "at most " + settings.wording().ownNegatives().getAsInt() + " a row"
            : "all");
    decides(
        "refusal ratio",
        settings.wording().refusalRatio().isPresent()
            ? "" + settings.wording().refusalRatio().getAsDouble()
            : "not limited");
    changesNothing("audit", settings.audit().map(Object::toString).orElse("none"));
    settings.relabelled().ifPresent(file -> changesNothing("relabelled", file));
    settings.resume().ifPresent(directory -> changesNothing("resume", "in " + directory));
    settings.vectors().ifPresent(directory -> changesNothing("vectors", "mapped in " + directory));
    settings.ground().ifPresent(file -> changesNothing("ground", "in " + file));
    if (settings.passageEmbedding() != PassageEmbedding.AUTO) {
      changesNothing("passages", settings.passageEmbedding().words());
    }
    decides("seed", Long.toString(settings.seed()));
    changesNothing("threads", Integer.toString(settings.threads()));
  }

  /** Returns the guards in the order in which they are asked, with their numbers. */
  private static String guards(Settings settings) {
    List<String> words = new ArrayList<>();
    words.add(Guards.OWN_CONTEXT);
    words.add(Guards.ANSWERS_SAME_QUESTION);
    settings.guards().stream()
        .filter(guard -> !(guard instanceof BatchGuard))
        .map(AnyGuard::describe)
        .forEach(words::add);
    settings.batchGuards().stream().map(AnyGuard::describe).forEach(words::add);
    return String.join(", ", words);
  }
}
