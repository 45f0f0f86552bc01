package io.github.easyneg.internal.run;

import io.github.easyneg.embed.EmbeddingException;
import io.github.easyneg.embed.EmbeddingProvider;
import io.github.easyneg.embed.TextRole;
import io.github.easyneg.internal.cache.EmbeddingCache;
import io.github.easyneg.internal.concurrent.Workers;
import io.github.easyneg.internal.draw.Miner;
import io.github.easyneg.internal.ground.CorpusReader;
import io.github.easyneg.internal.ground.DefaultEmbedder;
import io.github.easyneg.internal.ground.Embedder;
import io.github.easyneg.internal.ground.Ground;
import io.github.easyneg.internal.ground.GroundFile;
import io.github.easyneg.internal.ground.NumberedPassages;
import io.github.easyneg.internal.ground.PassageVectors;
import io.github.easyneg.internal.ground.Room;
import io.github.easyneg.internal.ground.Vectors;
import io.github.easyneg.internal.io.CloseAll;
import io.github.easyneg.internal.settings.Settings;
import io.github.easyneg.mine.VerdictMemory;
import io.github.easyneg.report.EmbeddingCounts;
import io.github.easyneg.report.Stage;
import io.github.easyneg.report.TextsWithoutVector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What stays open during a run: the embedder, the cache, the threads, what is kept for an
 * interruption, and the ground.
 */
final class Session implements AutoCloseable {
  private final Settings settings;
  private final Clock clock = new Clock();
  private final Notes notes;
  private final EmbeddingProvider provider;
  private final Optional<WorkDirectory> work;
  private final Optional<Journal> journal;
  private final Optional<VerdictFile> verdicts;
  private final Optional<EmbeddingCache> cache;
  private final Embedder embedder;
  private final Workers workers;
  private final Ground ground;

  /** What {@link #close} closes, the last opened first. */
  private final Deque<AutoCloseable> opened;

  /** Reads the data set and gets all passages' vectors. */
  static Session open(Settings settings) {
    return open(settings, corpus -> {});
  }

  /**
   * Reads the data set and gets all passages' vectors.
   *
   * @param check sees what was read before it costs anything
   */
  static Session open(Settings settings, Consumer<NumberedPassages> check) {
    Deque<AutoCloseable> opened = new ArrayDeque<>();
    try {
      return new Session(settings, check, opened);
    } catch (Throwable e) {
      try {
        CloseAll.of(List.copyOf(opened));
      } catch (RuntimeException inClosing) {
        e.addSuppressed(inClosing);
      }
      throw e;
    }
  }

  /**
   * Opens one part after the other.
   *
   * @param check sees what was read before it costs anything
   * @param opened gets each part that is to be closed, for the case that a later one fails
   */
  private Session(
      Settings settings, Consumer<NumberedPassages> check, Deque<AutoCloseable> opened) {
    this.settings = settings;
    this.opened = opened;
    Notes told = new Notes(settings.progress());
    this.notes = told;
    EmbeddingProvider model = settings.embedder().orElseGet(DefaultEmbedder::find);
    this.provider = model;
    if (settings.embedder().isEmpty()) {
      opened.push(model);
    }
    this.workers = new Workers(settings.threads());
    opened.push(workers);
    NumberedPassages corpus = clock.timed(Stage.READ, () -> read(settings, workers, told));
    settings.dataset().notes().forEach(told::choice);
    check.accept(corpus);
    if (corpus.ambiguousIds() > 0) {
      told.add(
          String.format(
              Locale.ROOT,
              "%,d ids of the data set are shared by several texts; these passages get the hash of"
                  + " their text as id.",
              corpus.ambiguousIds()));
    }
    requireDimension(model);
    this.work = settings.resume().map(directory -> WorkDirectory.open(directory, told::add));
    work.ifPresent(opened::push);
    this.journal = work.map(kept -> kept.journal(settings, model.fingerprint(), corpus));
    this.verdicts = work.map(WorkDirectory::verdicts);
    verdicts.ifPresent(opened::push);
    this.cache =
        settings
            .cache()
            .or(() -> settings.resume().map(WorkDirectory::cacheIn))
            .map(
                directory ->
                    EmbeddingCache.open(
                        directory, model.fingerprint(), model.dimension(), told::add));
    this.embedder = new Embedder(model, cache.orElse(null));
    opened.push(embedder);
    settings.index().ifPresent(index -> index.open(model.dimension(), model.fingerprint()));
    Room room = new Room(embedder.dimension(), settings.vectors(), told::add);
    Vectors vectors =
        clock.timed(Stage.EMBED, () -> PassageVectors.of(settings, corpus, embedder, room));
    settings.index().ifPresent(index -> clock.time(Stage.INDEX, vectors::handToStore));
    this.ground = clock.timed(Stage.EMBED, () -> Ground.of(settings, corpus, vectors, workers));
  }

  private static NumberedPassages read(Settings settings, Workers workers, Notes notes) {
    if (settings.ground().isEmpty()) {
      return CorpusReader.read(
          settings.dataset(), settings.corpus(), settings.corpusAlone(), settings.progress());
    }
    return GroundFile.read(
        settings.ground().get(),
        settings.dataset(),
        settings.corpus(),
        settings.corpusAlone(),
        workers,
        settings.progress(),
        notes::add,
        opened -> notes.choice(opened.words()));
  }

  private static void requireDimension(EmbeddingProvider provider) {
    if (provider.dimension() < 1) {
      throw new EmbeddingException(
          String.format(
              Locale.ROOT,
              "the embedder '%s' says that its vectors have %d dimensions; expected at least 1.",
              provider.fingerprint(),
              provider.dimension()));
    }
  }

  Ground ground() {
    return ground;
  }

  /**
   * Returns a miner over the ground; it remembers what batch guards said to it, and what they said
   * in the run that this one goes on with.
   */
  Miner miner() {
    return new Miner(
        ground,
        workers,
        notes::add,
        guard -> verdicts.map(kept -> kept.of(guard.describe())).orElse(VerdictMemory.NONE));
  }

  Embedder embedder() {
    return embedder;
  }

  Workers workers() {
    return workers;
  }

  Clock clock() {
    return clock;
  }

  Notes notes() {
    return notes;
  }

  /**
   * Returns where the vectors came from.
   *
   * @param standIns for how many anchors the question stands in, because they have no vector
   */
  EmbeddingCounts embeddings(long standIns) {
    return EmbeddingCounts.builder()
        .embedded(embedder.embedded())
        .fromCache(embedder.fromCache())
        .fromStore(ground.vectors().fromStore())
        .truncated(embedder.truncated())
        .longestTokens(embedder.longest())
        .passages(embedder.passageLengths())
        .withoutVector(
            TextsWithoutVector.builder()
                .passages(ground.vectors().without())
                .anchors(standIns)
                .build())
        .neededPassages(ground.vectors().needed())
        .build();
  }

  /** Returns the draws that are kept, if any are. */
  Optional<Journal> journal() {
    return journal;
  }

  /** Hands over what was kept for an interruption, if anything was; the taker closes it. */
  Optional<WorkDirectory> handOverWork() {
    work.ifPresent(opened::remove);
    return work;
  }

  /** Returns what the user was told, and what is known at the end. */
  List<String> allNotes() {
    List<String> all = notes.all();
    cache
        .filter(kept -> kept.damaged() > 0)
        .ifPresent(
            kept ->
                all.add(
                    String.format(
                        Locale.ROOT,
                        "%d embeddings in the cache were damaged, and were computed again.",
                        kept.damaged())));
    all.addAll(notesOnMissing(embedder::withoutVector));
    return all;
  }

  /** Returns what is to be said of texts without a vector, if there are any. */
  static List<String> notesOnMissing(Function<TextRole, Optional<String>> withoutVector) {
    List<String> notes = new ArrayList<>();
    withoutVector
        .apply(TextRole.PASSAGE)
        .ifPresent(
            text ->
                notes.add(
                    "Passages without a vector are never negatives; one of them is "
                        + text
                        + ". easyneg doctor names them all."));
    withoutVector
        .apply(TextRole.QUERY)
        .ifPresent(
            text ->
                notes.add(
                    "Where an anchor has no vector, the question stands in for it; one of them is "
                        + text
                        + ". easyneg doctor names them all."));
    return notes;
  }

  /** Returns what the results depend on, by name. */
  Map<String, String> provenance() {
    return RunCounts.provenance(settings, ground.corpus(), provider.fingerprint());
  }

  /** Closes what this session opened; a provider or index that the user made stays open. */
  @Override
  public void close() {
    CloseAll.of(List.copyOf(opened));
  }
}
