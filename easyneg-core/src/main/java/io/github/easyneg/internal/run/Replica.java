package io.github.easyneg.internal.run;

import io.github.easyneg.data.Passage;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.embed.Embedding;
import io.github.easyneg.embed.EmbeddingException;
import io.github.easyneg.embed.EmbeddingProvider;
import io.github.easyneg.embed.TextRole;
import io.github.easyneg.format.OutputFormat;
import io.github.easyneg.internal.concurrent.Workers;
import io.github.easyneg.internal.draw.Miner;
import io.github.easyneg.internal.ground.DefaultEmbedder;
import io.github.easyneg.internal.ground.Embedder;
import io.github.easyneg.internal.ground.EmbedderCounts;
import io.github.easyneg.internal.ground.Ground;
import io.github.easyneg.internal.ground.NumberedPassages;
import io.github.easyneg.internal.ground.SharedGround;
import io.github.easyneg.internal.ground.Vectors;
import io.github.easyneg.internal.ground.VectorsFile;
import io.github.easyneg.internal.settings.Settings;
import io.github.easyneg.internal.text.Excerpt;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one of many processes holds of a run: the recipe's parts, and the passages in mapped files,
 * which another process wrote. Opened once in a process, and shared by all that it does.
 * Thread-safe.
 */
public final class Replica {
  /** Tells this process from others. */
  private static final String PROCESS = UUID.randomUUID().toString();

  private final Settings settings;
  private final EmbeddingProvider provider;
  private final NumberedPassages corpus;
  private final Files files;
  private @Nullable Drawing drawing;

  /**
   * Copies of the files of a run.
   *
   * @param ground the passages
   * @param rows what is known of the rows
   * @param fingerprint of both, as {@link SharedGround#writeRows} returned it
   * @param folder where a process may put more
   */
  public record Files(Path ground, Path rows, String fingerprint, Path folder) {}

  /**
   * What draws take beside the passages.
   *
   * @param embedder of the passages whose vectors are made on demand
   * @param onDemand whether vectors are made on demand
   * @param notes what is to be told of this process
   * @param before what the embedder had embedded when a run began, by the run's name
   */
  record Drawing(
      Ground ground,
      Miner miner,
      Embedder embedder,
      boolean onDemand,
      Notes notes,
      Map<String, EmbedderCounts> before) {

    /** Notes what was embedded before a run began. */
    private void begin(String run) {
      EmbedderCounts unused = before.computeIfAbsent(run, r -> embedded());
    }

    private EmbedderCounts embedded() {
      EmbedderCounts counts = new EmbedderCounts();
      counts.add(embedder);
      return counts;
    }

    /**
     * Writes what a task embedded, and what is known of this process alone: notes, and vectors that
     * it made on demand. Those that an earlier run left count as needed, for a run of the same
     * recipe over the same rows needs the same, and not as embedded.
     */
    void write(DataOutputStream out, Embedder ofTask, String run) throws IOException {
      EmbedderCounts task = new EmbedderCounts();
      task.add(ofTask);
      task.write(out);
      List<String> told = notes.all();
      out.writeInt(told.size());
      for (String note : told) {
        byte[] text = note.getBytes(StandardCharsets.UTF_8);
        out.writeInt(text.length);
        out.write(text);
      }
      out.writeBoolean(onDemand);
      if (onDemand) {
        out.writeUTF(PROCESS);
        out.writeLong(ground.vectors().needed());
        out.writeLong(ground.vectors().without());
        EmbedderCounts begun = Objects.requireNonNull(before.get(run));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        embedded().since(begun).write(new DataOutputStream(bytes));
        out.writeInt(bytes.size());
        bytes.writeTo(out);
      }
    }
  }

  private Replica(
      Settings settings, EmbeddingProvider provider, NumberedPassages corpus, Files files) {
    this.settings = settings;
    this.provider = provider;
    this.corpus = corpus;
    this.files = files;
  }

  /**
   * Opens files, and compares their checksums.
   *
   * @throws java.io.UncheckedIOException if they cannot be read, or are not as they were written
   * @throws IllegalStateException if they are not those of the run
   */
  public static Replica open(Settings settings, Files files) {
    try (Workers workers = new Workers(1)) {
      return new Replica(
          settings,
          new OneAtATime(settings.embedder().orElseGet(DefaultEmbedder::find)),
          SharedGround.open(files.ground(), files.rows(), files.fingerprint(), workers),
          files);
    }
  }

  /**
   * Calls a model for one thread at a time, as it may expect. What it throws is told with a text:
   * of many processes nobody knows what one was at.
   */
  private static final class OneAtATime implements EmbeddingProvider {
    private final EmbeddingProvider model;

    OneAtATime(EmbeddingProvider model) {
      this.model = model;
    }

    @Override
    public int dimension() {
      return model.dimension();
    }

    @Override
    public String fingerprint() {
      return model.fingerprint();
    }

    @Override
    public synchronized List<Embedding> embed(List<String> texts, TextRole role) {
      try {
        return model.embed(texts, role);
      } catch (EmbeddingException | CancellationException e) {
        throw e;
      } catch (RuntimeException e) {
        throw new EmbeddingException(
            String.format(
                Locale.ROOT,
                "the embedder '%s' must make a vector of each text, but threw %s for %d of them, of"
                    + " which the first is \"%s\"; fix the embedder, or take another one.",
                model.fingerprint(),
                e,
                texts.size(),
                Excerpt.shown(texts.get(0))),
            e);
      }
    }
  }

  /** Returns the recipe's settings, as they are in this process. */
  public Settings settings() {
    return settings;
  }

  NumberedPassages corpus() {
    return corpus;
  }

  /** Returns the first context of a row that is not among the passages, if there is one. */
  public Optional<String> unknownContext(QaRow row) {
    return row.contexts().stream()
        .filter(context -> corpus.number(Passage.of(context).id()) < 0)
        .findFirst();
  }

  /** Returns an embedder for one task. */
  Embedder embedder() {
    return new Embedder(provider, null);
  }

  /**
   * Embeds some passages.
   *
   * @param from the first, a multiple of {@link VectorsFile#batch}
   * @param to the number after the last one
   * @param sink takes the vectors
   * @return what was counted
   */
  public EmbedderCounts embed(int from, int to, Consumer<VectorsFile.Batch> sink) {
    Embedder embedder = embedder();
    VectorsFile.embed(corpus, embedder, from, to, sink);
    EmbedderCounts counts = new EmbedderCounts();
    counts.add(embedder);
    return counts;
  }

  /**
   * What a run brings to a replica, which several runs may use.
   *
   * @param name that no other run has
   * @param vectors of all passages; empty if they are made on demand
   */
  public record OfRun(String name, Optional<Path> vectors) {}

  /** Returns what draws take; made by the first that asks. */
  synchronized Drawing drawing(OfRun run) {
    Drawing known = drawing;
    if (known == null) {
      // Its one thread is the caller's, so that there is nothing to close.
      Workers workers = new Workers(1);
      Notes notes = new Notes(settings.progress());
      Embedder ofPassages = embedder();
      Vectors all =
          VectorsFile.open(run.vectors(), files.folder(), settings, corpus, ofPassages, workers);
      Ground ground = Ground.of(settings, corpus, all, workers);
      known =
          new Drawing(
              ground,
              new Miner(ground, workers, notes::add),
              ofPassages,
              run.vectors().isEmpty(),
              notes,
              // What the background took is of the run that came first.
              new ConcurrentHashMap<>(Map.of(run.name(), new EmbedderCounts())));
      this.drawing = known;
    }
    known.begin(run.name());
    return known;
  }

  /**
   * Counts the lines that a format makes of rows that get all their negatives.
   *
   * @param rows opens them
   */
  public Reckoning reckon(OutputFormat format, Iterator<QaRow> rows) {
    RowLines lines =
        RowLines.of(format, settings.wording(), corpus.census().language(), settings.seed());
    Reckoning all = new Reckoning(0, 0);
    for (long number = 1; rows.hasNext(); number++) {
      all = all.plus(Reckoning.of(settings, corpus, format, lines.labels(), rows.next(), number));
    }
    return all;
  }
}
