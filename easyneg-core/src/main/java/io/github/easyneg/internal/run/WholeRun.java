package io.github.easyneg.internal.run;

import io.github.easyneg.embed.EmbeddingProvider;
import io.github.easyneg.format.Audit;
import io.github.easyneg.format.OutputFormat;
import io.github.easyneg.internal.draw.Claim;
import io.github.easyneg.internal.draw.GuardChain;
import io.github.easyneg.internal.draw.ReuseLimit;
import io.github.easyneg.internal.ground.EmbedderCounts;
import io.github.easyneg.internal.ground.NumberedPassages;
import io.github.easyneg.internal.settings.Settings;
import io.github.easyneg.mine.MinedRow;
import io.github.easyneg.report.MiningReport;
import io.github.easyneg.report.Stage;
import io.github.easyneg.report.TextsWithoutVector;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A run that many processes do, as the process sees it that begins and ends it. Batch guards, which
 * one thread of one process asks, have no part in it. For one thread.
 */
public final class WholeRun {
  private final Settings settings;
  private final EmbeddingProvider model;
  private final NumberedPassages corpus;
  private final Tally tally;
  private final EmbedderCounts embedded = new EmbedderCounts();
  private final List<Example> examples = new ArrayList<>();
  private final Map<String, Long> needed = new LinkedHashMap<>();
  private final Map<String, Long> without = new LinkedHashMap<>();
  private final Map<String, byte[]> onDemand = new LinkedHashMap<>();
  private final Set<String> notes = new LinkedHashSet<>();
  private int reuseRounds;

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Example(double chance, byte[] audit) {}

  /** Begins. */
  public WholeRun(Settings settings, EmbeddingProvider model, NumberedPassages corpus) {
    this.settings = settings;
    this.model = model;
    this.corpus = corpus;
    this.tally =
        new Tally(GuardChain.namesIn(settings), Uses.dense(corpus.size()), corpus.candidates());
  }

  /**
   * Refuses a format that no row has enough for.
   *
   * @throws IllegalArgumentException if its files would be empty
   */
  public void refuseFruitless(OutputFormat format) {
    Fruitless.refuse(settings, format, corpus.census());
    settings.wording().note(format, corpus.census().language()).ifPresent(notes::add);
    settings.wording().idleLimit(format).ifPresent(notes::add);
  }

  /**
   * Refuses a share of refusals that leaves nothing.
   *
   * @throws IllegalArgumentException if there is no answer
   */
  public void refuseThinned(OutputFormat format, Reckoning lines) {
    RowLines unused =
        RowLines.of(format, settings.wording(), corpus.census().language(), settings.seed())
            .thinned(settings.wording().refusalRatio().orElse(1), lines, settings.dataset().name());
  }

  /**
   * Refuses a {@code maxReuse} that cannot be kept.
   *
   * @throws IllegalArgumentException if all passages together cannot serve all rows
   */
  public void refuseInfeasible() {
    Settlement.requireFeasible(settings, corpus);
  }

  /** Lets the rows of all parts draw. */
  public interface Round {
    /**
     * Lets those draw that must, by {@link PartClaims}.
     *
     * @return what the parts ended with; nothing of those in which no row draws
     */
    Iterable<byte[]> claims(ReuseLimit limit);
  }

  /** Settles {@code maxReuse}, and returns what it closes to whom; nothing where it is not set. */
  public ReuseLimit settle(Round round) {
    long[] drawn = {0};
    Settlement settlement =
        Settlement.of(
            settings,
            (limit, claims) -> {
              for (byte[] part : round.claims(limit)) {
                drawn[0] += addClaims(part, claims);
                settings.progress().on(Stage.SETTLE, drawn[0], OptionalLong.empty());
              }
            });
    reuseRounds = settlement.rounds();
    return settlement.limit();
  }

  private int addClaims(byte[] part, Consumer<Claim> claims) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(part))) {
      int count = in.readInt();
      for (int left = count; left > 0; left--) {
        claims.accept(Claim.read(in));
      }
      addTask(in);
      return count;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds something that the user is told. */
  public void note(String note) {
    notes.add(note);
  }

  /** Adds what was counted while all passages were embedded. */
  public void add(EmbedderCounts passages, long withoutVector) {
    embedded.addAll(passages);
    needed.put("", (long) corpus.size());
    without.put("", withoutVector);
  }

  /** Adds what a part counted, as {@link PartRun#end} returned it; each part once. */
  public void add(byte[] part) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(part))) {
      tally.addAll(in);
      for (int left = in.readInt(); left > 0; left--) {
        double chance = in.readDouble();
        byte[] audit = new byte[in.readInt()];
        in.readFully(audit);
        examples.add(new Example(chance, audit));
      }
      addTask(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds what a task embedded, and what its process counted. */
  private void addTask(DataInputStream in) throws IOException {
    embedded.addAll(in);
    for (int left = in.readInt(); left > 0; left--) {
      byte[] note = new byte[in.readInt()];
      in.readFully(note);
      notes.add(new String(note, StandardCharsets.UTF_8));
    }
    if (in.readBoolean()) {
      addOnDemand(in);
    }
  }

  /** Of a process that made vectors on demand, what it counted last is what counts. */
  private void addOnDemand(DataInputStream in) throws IOException {
    String process = in.readUTF();
    long asked = in.readLong();
    long none = in.readLong();
    byte[] counts = new byte[in.readInt()];
    in.readFully(counts);
    if (asked >= needed.getOrDefault(process, 0L)) {
      needed.put(process, asked);
      without.put(process, none);
      onDemand.put(process, counts);
    }
  }

  /**
   * Returns the report.
   *
   * @param rejectedRows how many rows were rejected
   * @param time how long each stage took
   * @param folder for a file that is there for a moment
   */
  public MiningReport report(long rejectedRows, Map<Stage, Duration> time, Path folder) {
    for (byte[] counts : onDemand.values()) {
      try {
        embedded.addAll(new DataInputStream(new ByteArrayInputStream(counts)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    RunCounts.noteOnThinning(settings, tally.lines()).ifPresent(notes::add);
    notes.addAll(Session.notesOnMissing(role -> embedded.withoutVector(role)));
    return RunCounts.report(settings, corpus, tally, rejectedRows)
        .embeddings(
            embedded
                .report()
                .withoutVector(
                    TextsWithoutVector.builder()
                        .passages(sum(without))
                        .anchors(tally.standIns())
                        .build())
                .neededPassages(sum(needed))
                .build())
        .cost(tally.cost(reuseRounds))
        .time(time)
        .notes(List.copyOf(notes))
        .examples(examples(folder))
        .provenance(RunCounts.provenance(settings, corpus, model.fingerprint()))
        .build();
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Reads the rows with the smallest chances; they come as audits have them. */
  private List<MinedRow> examples(Path folder) {
    examples.sort(Comparator.comparingDouble(Example::chance));
    try {
      Path file = Files.createTempFile(folder, "examples", ".jsonl");
      try {
        for (Example example :
            examples.subList(0, Math.min(MiningReport.EXAMPLES, examples.size()))) {
          Files.write(file, example.audit(), StandardOpenOption.APPEND);
          Files.write(file, new byte[] {'\n'}, StandardOpenOption.APPEND);
        }
        if (examples.isEmpty()) {
          return List.of();
        }
        try (Stream<MinedRow> rows = Audit.read(file)) {
          return rows.sorted(Comparator.comparingLong(MinedRow::number)).toList();
        }
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
