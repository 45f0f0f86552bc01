package io.github.easyneg;

import io.github.easyneg.data.Corpus;
import io.github.easyneg.data.Dataset;
import io.github.easyneg.embed.EmbeddingProvider;
import io.github.easyneg.embed.PassageEmbedding;
import io.github.easyneg.index.VectorIndex;
import io.github.easyneg.internal.settings.Settings;
import io.github.easyneg.internal.settings.Wording;
import io.github.easyneg.internal.text.Copied;
import io.github.easyneg.internal.text.OptionException;
import io.github.easyneg.internal.text.OptionText.Option;
import io.github.easyneg.mine.Anchor;
import io.github.easyneg.mine.AnswerGuard;
import io.github.easyneg.mine.AnyGuard;
import io.github.easyneg.mine.Band;
import io.github.easyneg.mine.Guards;
import io.github.easyneg.mine.KnownAnswers;
import io.github.easyneg.mine.Mix;
import io.github.easyneg.mine.Pool;
import io.github.easyneg.mine.Shortage;
import io.github.easyneg.mine.Signal;
import io.github.easyneg.report.Progress;
import io.github.easyneg.sample.MultinomialSampler;
import io.github.easyneg.sample.NegativeSampler;
import io.github.easyneg.sample.WeightedSampler;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What was set on an {@link EasyNegatives}, and the checks of each value. Changed only while nobody
 * else has it: each change is made to a copy.
 */
final class Recipe extends Copied<Recipe> {
  private static final int DEFAULT_BACKGROUND = 1024;
  private static final long DEFAULT_SEED = 42;
  private static final Set<String> ALWAYS_ON =
      Set.of(Guards.OWN_CONTEXT, Guards.ANSWERS_SAME_QUESTION);
  private static final List<AnyGuard> DEFAULT_GUARDS =
      List.of(
          Guards.nearDuplicates(),
          Guards.containment(),
          Guards.questionWords(),
          Guards.answerBearing());

  private final Dataset dataset;
  private @Nullable Corpus corpus;
  private boolean corpusAlone;
  @Nullable EmbeddingProvider embedder;
  @Nullable VectorIndex index;
  @Nullable Path cache;
  private List<Anchor> anchors = List.of(Anchor.ANSWER);
  @Nullable Pool pool;
  private @Nullable Integer k;
  @Nullable Mix mix;
  private List<Settings.WeightedSignal> signals = List.of();
  private List<AnyGuard> guards = DEFAULT_GUARDS;
  NegativeSampler sampler = MultinomialSampler.defaults();
  long seed = DEFAULT_SEED;
  private int threads = Runtime.getRuntime().availableProcessors();
  private int background = DEFAULT_BACKGROUND;
  private OptionalInt maxReuse = OptionalInt.empty();
  Shortage shortage = Shortage.KEEP;
  private Wording wording = Wording.DEFAULT;
  @Nullable Path audit;
  @Nullable Path relabelled;
  @Nullable Path resume;
  @Nullable Path vectors;
  @Nullable Path ground;
  PassageEmbedding passageEmbedding = PassageEmbedding.AUTO;
  Progress progress = Progress.NONE;

  Recipe(Dataset dataset) {
    this.dataset = dataset;
    this.corpus = dataset.corpus().orElse(null);
  }

  void corpus(Corpus corpus, boolean alone) {
    this.corpus = corpus;
    this.corpusAlone = alone;
  }

  void anchors(Anchor first, Anchor... more) {
    List<Anchor> all = new ArrayList<>(List.of(first));
    all.addAll(List.of(more));
    Set<String> names = new HashSet<>();
    for (Anchor anchor : all) {
      if (!names.add(anchor.name())) {
        throw OptionException.of(
            "{} has two anchors named '{}'; name each once.",
            Option.call("anchoredOn"),
            anchor.name());
      }
    }
    this.anchors = List.copyOf(all);
  }

  void k(int k) {
    requireAtLeast(1, "sampleK", k);
    this.k = k;
  }

  void addGuards(AnyGuard... more) {
    for (AnyGuard guard : more) {
      addGuard(guard);
    }
  }

  /** Adds a guard, or puts it in the place of the default of its name. */
  private void addGuard(AnyGuard guard) {
    String name = guard.name();
    if (name.isBlank()) {
      throw new IllegalArgumentException(
          "a guard's name is blank; rejections are counted under it, so give it one.");
    }
    if (ALWAYS_ON.contains(name)) {
      throw new IllegalArgumentException(
          "the guard '" + name + "' is always on; give yours another name.");
    }
    List<AnyGuard> all = new ArrayList<>(guards);
    int at = 0;
    while (at < all.size() && !all.get(at).name().equals(name)) {
      at++;
    }
    if (at == all.size()) {
      all.add(guard);
    } else if (DEFAULT_GUARDS.contains(all.get(at))) {
      all.set(at, guard);
    } else if (!all.get(at).equals(guard)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "there is already a guard '%s' (%s), and another one (%s) would replace it silently;"
                  + " give each a name of its own, or remove the first with withoutGuards(\"%s\").",
              name,
              all.get(at).describe(),
              guard.describe(),
              name));
    }
    this.guards = List.copyOf(all);
  }

  void removeGuards(String... names) {
    List<AnyGuard> left = new ArrayList<>(guards);
    for (String name : names) {
      if (ALWAYS_ON.contains(name)) {
        throw new IllegalArgumentException(
            "the guard '" + name + "' cannot be switched off: what it rejects is not a negative.");
      }
      if (!left.removeIf(guard -> guard.name().equals(name))) {
        throw new IllegalArgumentException(
            "no guard '"
                + name
                + "' is on; on are "
                + guards.stream().map(AnyGuard::name).collect(Collectors.joining(", "))
                + ".");
      }
    }
    this.guards = List.copyOf(left);
  }

  void addSignal(Signal signal, Band quantile, double weight) {
    if (quantile.lo() < 0 || quantile.hi() > 1) {
      throw new IllegalArgumentException(
          "the signal '"
              + signal.name()
              + "' has the band "
              + quantile
              + "; quantiles lie between 0 and 1.");
    }
    if (!Double.isFinite(weight)) {
      throw new IllegalArgumentException(
          "the signal '" + signal.name() + "' has the weight " + weight + "; use a finite number.");
    }
    List<Settings.WeightedSignal> all = new ArrayList<>(signals);
    if (all.stream().anyMatch(other -> other.signal().name().equals(signal.name()))) {
      throw new IllegalArgumentException(
          "there is already a signal '" + signal.name() + "'; give each a name of its own.");
    }
    all.add(new Settings.WeightedSignal(signal, quantile, weight));
    this.signals = List.copyOf(all);
  }

  void threads(int threads) {
    requireAtLeast(1, "threads", threads);
    this.threads = threads;
  }

  void background(int passages) {
    requireAtLeast(1, "background", passages);
    this.background = passages;
  }

  void maxReuse(int rows) {
    requireAtLeast(1, "maxReuse", rows);
    this.maxReuse = OptionalInt.of(rows);
  }

  void wording(UnaryOperator<Wording> change) {
    this.wording = change.apply(wording);
  }

  private static void requireAtLeast(int least, String what, int value) {
    if (value < least) {
      throw OptionException.is(what, value, "use " + least + " or more.");
    }
  }

  /**
   * Returns the settings of a run.
   *
   * @throws IllegalArgumentException if some exclude each other
   */
  Settings settings() {
    if (mix != null && (pool != null || k != null)) {
      throw OptionException.of(
          "{} names its own pools and numbers; leave out {}, or {}.",
          Option.call("sampleMix"),
          Option.call(pool != null ? "candidates" : "sampleK"),
          Option.call("sampleMix"));
    }
    Mix parts = mix != null ? mix : Mix.of(k == null ? 1 : k, pool == null ? Pool.easy() : pool);
    parts.parts().forEach(Recipe::requireRoom);
    requireWeights();
    if (relabelled != null
        && guards.stream().noneMatch(g -> g instanceof AnswerGuard || g instanceof KnownAnswers)) {
      throw OptionException.of(
          "{} has nothing to write: no guard says which passages answer a question. Add a judge, a"
              + " cross-encoder or marks, or leave it out.",
          Option.call("relabelledTo"));
    }
    return new Settings(
        dataset,
        Optional.ofNullable(corpus),
        corpusAlone,
        Optional.ofNullable(embedder),
        Optional.ofNullable(index),
        Optional.ofNullable(cache),
        anchors,
        parts,
        signals,
        guards,
        sampler,
        seed,
        threads,
        background,
        maxReuse,
        shortage,
        wording,
        Optional.ofNullable(audit),
        Optional.ofNullable(relabelled),
        Optional.ofNullable(resume),
        Optional.ofNullable(vectors),
        Optional.ofNullable(ground),
        passageEmbedding,
        progress);
  }

  private static void requireRoom(Mix.Part part) {
    if (part.pool().ranks().isPresent()) {
      Pool.Ranks ranks = part.pool().ranks().get();
      int room = ranks.to() - ranks.from();
      if (part.k() > room) {
        throw OptionException.of(
            "{} exceeds {}: a row can have at most {} candidates. Take a wider pool, or lower {}.",
            Option.of("sampleK", part.k()),
            Option.of("candidates", part.pool().name()),
            room,
            Option.named("sampleK"));
      }
    }
  }

  private void requireWeights() {
    for (Settings.WeightedSignal opinion : signals) {
      if (opinion.weight() != 0 && !(sampler instanceof WeightedSampler)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "the signal '%s' has the weight %s, but the sampler (%s) has no weights; use weight"
                    + " 0, or a WeightedSampler.",
                opinion.signal().name(),
                opinion.weight(),
                sampler.describe()));
      }
    }
  }
}
