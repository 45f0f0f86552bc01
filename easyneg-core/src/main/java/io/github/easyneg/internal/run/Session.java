package io.github.easyneg.internal.run;

import io.github.easyneg.embed.EmbeddingException;
import io.github.easyneg.embed.EmbeddingProvider;
import io.github.easyneg.index.VectorIndex;
import io.github.easyneg.internal.cache.EmbeddingCache;
import io.github.easyneg.internal.concurrent.Workers;
import io.github.easyneg.internal.ground.Corpus;
import io.github.easyneg.internal.ground.CorpusReader;
import io.github.easyneg.internal.ground.DefaultEmbedder;
import io.github.easyneg.internal.ground.Embedder;
import io.github.easyneg.internal.ground.Ground;
import io.github.easyneg.internal.ground.PassageVectors;
import io.github.easyneg.internal.io.CloseAll;
import io.github.easyneg.internal.math.VectorMatrix;
import io.github.easyneg.internal.settings.Description;
import io.github.easyneg.internal.settings.Settings;
import io.github.easyneg.report.MiningReport;
import io.github.easyneg.report.Stage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What stays open during a run: the embedder, the cache, the threads, and the ground, which is
 * ready once the session is open.
 */
final class Session implements AutoCloseable {
  private final Settings settings;
  private final EmbeddingProvider provider;
  private final Workers workers;
  private final Map<Stage, Duration> time = new EnumMap<>(Stage.class);
  private final List<String> notes = new ArrayList<>();
  private @Nullable WorkDirectory workDirectory;
  private @Nullable Journal journal;
  private @Nullable EmbeddingCache cache;
  private @Nullable Embedder embedder;
  private @Nullable Ground ground;
  private long fromStore;

  private Session(Settings settings) {
    this.settings = settings;
    this.provider = settings.embedder().orElseGet(DefaultEmbedder::find);
    this.workers = new Workers(settings.threads());
  }

  /** Reads the data set and gets all passages' vectors. */
  static Session open(Settings settings) {
    Session session = new Session(settings);
    try {
      session.prepare();
      return session;
    } catch (Throwable e) {
      try {
        session.close();
      } catch (RuntimeException inClosing) {
        e.addSuppressed(inClosing);
      }
      throw e;
    }
  }

  private void prepare() {
    Corpus corpus =
        timed(Stage.READ, () -> CorpusReader.read(settings.dataset(), settings.progress()));
    if (provider.dimension() < 1) {
      throw new EmbeddingException(
          "the embedder '%s' says that its vectors have %d dimensions; expected at least 1."
              .formatted(provider.fingerprint(), provider.dimension()));
    }
    if (settings.resume().isPresent()) {
      WorkDirectory directory = WorkDirectory.open(settings.resume().get(), this::note);
      this.workDirectory = directory;
      this.journal = directory.journal(settings, provider.fingerprint(), corpus);
    }
    Optional<Path> cacheDirectory =
        settings.cache().or(() -> settings.resume().map(WorkDirectory::cacheIn));
    if (cacheDirectory.isPresent()) {
      this.cache =
          EmbeddingCache.open(
              cacheDirectory.get(), provider.fingerprint(), provider.dimension(), this::note);
    }
    Embedder embedder = new Embedder(provider, cache);
    this.embedder = embedder;
    settings.index().ifPresent(i -> i.open(provider.dimension(), provider.fingerprint()));
    PassageVectors.Loaded loaded =
        timed(
            Stage.EMBED,
            () ->
                PassageVectors.load(
                    settings.dataset(),
                    corpus,
                    PassageVectors.room(
                        corpus.size(), provider.dimension(), settings.vectors(), this::note),
                    embedder,
                    settings.index(),
                    settings.progress()));
    this.fromStore = loaded.fromStore();
    settings.index().ifPresent(index -> fill(index, corpus, loaded.matrix()));
    this.ground = timed(Stage.EMBED, () -> Ground.of(settings, corpus, loaded.matrix(), workers));
  }

  private void fill(VectorIndex index, Corpus corpus, VectorMatrix matrix) {
    long start = System.nanoTime();
    PassageVectors.fill(index, corpus, matrix, settings.progress());
    time.merge(Stage.INDEX, Duration.ofNanos(System.nanoTime() - start), Duration::plus);
  }

  Ground ground() {
    return require(ground);
  }

  Embedder embedder() {
    return require(embedder);
  }

  Workers workers() {
    return workers;
  }

  Map<Stage, Duration> time() {
    return time;
  }

  /** Does some work and adds the time that it takes to a stage's. */
  <T> T timed(Stage stage, Supplier<T> work) {
    long start = System.nanoTime();
    try {
      return work.get();
    } finally {
      time.merge(stage, Duration.ofNanos(System.nanoTime() - start), Duration::plus);
    }
  }

  MiningReport.Embeddings embeddings() {
    Embedder e = embedder();
    return new MiningReport.Embeddings(
        e.embedded(), e.fromCache(), fromStore, e.truncated(), e.longest(), e.passageLengths());
  }

  /** Returns the draws that are kept, if any are. */
  Optional<Journal> journal() {
    return Optional.ofNullable(journal);
  }

  /** Hands over what was kept for an interruption, if anything was; the taker closes it. */
  Optional<WorkDirectory> handOverWork() {
    Optional<WorkDirectory> work = Optional.ofNullable(workDirectory);
    workDirectory = null;
    return work;
  }

  /** Tells the user something, now and in the report. */
  void note(String note) {
    notes.add(note);
    settings.progress().note(note);
  }

  /** Returns what the user was told, and what is known at the end. */
  List<String> notes() {
    List<String> all = new ArrayList<>(notes);
    if (cache != null && cache.damaged() > 0) {
      all.add(
          "%d embeddings in the cache were damaged, and were made anew."
              .formatted(cache.damaged()));
    }
    return all;
  }

  /** Returns what the results depend on, by name. */
  Map<String, String> provenance() {
    Map<String, String> facts = new LinkedHashMap<>(Description.of(settings));
    facts.put("model", provider.fingerprint());
    settings.dataset().sources().forEach((name, hash) -> facts.put("input " + name, hash));
    facts.put("data checksum", "%016x".formatted(ground().corpus().census().checksum()));
    facts.put("settings checksum", Description.checksum(settings));
    // Classes that did not come out of a jar have no version.
    facts.put(
        "easyneg",
        Objects.requireNonNullElse(
            Session.class.getPackage().getImplementationVersion(), "development"));
    facts.put("java", Runtime.version().toString());
    return facts;
  }

  private static <T> T require(@Nullable T part) {
    if (part == null) {
      throw new AssertionError("the session was handed out before it was ready");
    }
    return part;
  }

  /** Closes what this session opened; a provider or index that the user made stays open. */
  @Override
  public void close() {
    CloseAll.of(workers, embedder, workDirectory, settings.embedder().isEmpty() ? provider : null);
  }
}
