package io.github.easyneg.internal.run;

import io.github.easyneg.format.OutputFormat;
import io.github.easyneg.format.OutputFormat.Use;
import io.github.easyneg.internal.draw.Drawn;
import io.github.easyneg.internal.draw.Miner;
import io.github.easyneg.internal.draw.ReuseLimit;
import io.github.easyneg.internal.ground.Ground;
import io.github.easyneg.internal.ground.Row;
import io.github.easyneg.internal.settings.Settings;
import io.github.easyneg.internal.text.OptionText;
import io.github.easyneg.internal.text.OptionText.Option;
import io.github.easyneg.mine.MinedRow;
import io.github.easyneg.mine.MinedRow.Shortfall;
import io.github.easyneg.mine.Shortage;
import io.github.easyneg.mine.ShortageException;
import io.github.easyneg.report.Explanation;
import io.github.easyneg.report.MiningReport;
import io.github.easyneg.report.Stage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * One run of a recipe: read the rows, get their passages' vectors, then read the rows again and
 * draw for each.
 */
public final class Run {
  private final Settings settings;
  private final Session session;
  private final Ground ground;
  private final Miner miner;
  private final Tally tally;
  private final RowSample examples = new RowSample();
  private final Opinions opinions;
  private final GuardWork guardWork;

  private Run(Settings settings, Session session, boolean scores) {
    this.settings = settings;
    this.session = session;
    this.ground = session.ground();
    this.miner = session.miner();
    this.tally =
        new Tally(
            miner.guards().passed(),
            Uses.dense(ground.corpus().size()),
            ground.corpus().candidates());
    this.opinions = new Opinions(ground, miner, scores);
    this.guardWork = new GuardWork(settings.batchGuards());
  }

  /** Mines and writes a file, which appears when it is published. */
  public static Unpublished write(Settings settings, OutputFormat format, Path file) {
    Outputs outputs = Outputs.open(settings, format, file);
    Optional<WorkDirectory> work = Optional.empty();
    try {
      MiningReport report;
      try (Session session =
          Session.open(settings, corpus -> Fruitless.refuse(settings, format, corpus.census()))) {
        report =
            write(new Run(settings, session, format.uses().contains(Use.SCORES)), session, outputs);
        work = session.handOverWork();
      }
      return new Unpublished(report, outputs, work);
    } catch (Throwable e) {
      // All of them: users' code in other languages throws what Java would have it declare.
      try {
        outputs.close();
      } catch (RuntimeException inClosing) {
        e.addSuppressed(inClosing);
      }
      work.ifPresent(WorkDirectory::close);
      throw e;
    }
  }

  private static MiningReport write(Run run, Session session, Outputs outputs) {
    boolean known = session.ground().corpus().census().language().isPresent();
    outputs
        .begin(session.ground())
        .ifPresent(known ? session.notes()::choice : session.notes()::add);
    outputs.scores(run.opinions.scoredBy()).ifPresent(session.notes()::choice);
    outputs.idleLimit().ifPresent(session.notes()::add);
    MiningReport report =
        run.mine(
            new Chunk() {
              @Override
              public void drawn(List<Row> rows, List<Drawn> drawn, List<Said> said) {
                if (outputs.relabels()) {
                  run.relabel(rows, drawn, said, outputs);
                }
              }

              @Override
              public void take(List<Row> rows, List<Drawn> drawn, List<Said> said) {
                run.write(rows, drawn, said, outputs);
              }
            });
    outputs.finish();
    return report;
  }

  private void relabel(List<Row> rows, List<Drawn> drawn, List<Said> said, Outputs outputs) {
    Relabelling.Relabelled[] relabelled = new Relabelling.Relabelled[rows.size()];
    session
        .workers()
        .forEach(
            relabelled.length,
            i ->
                relabelled[i] =
                    outputs.relabelled(miner.mined(rows.get(i), drawn.get(i)), said.get(i)));
    for (Relabelling.Relabelled row : relabelled) {
      outputs.write(row, tally);
    }
  }

  private void write(List<Row> rows, List<Drawn> drawn, List<Said> said, Outputs outputs) {
    Outputs.Prepared[] prepared = new Outputs.Prepared[rows.size()];
    session
        .workers()
        .forEach(
            prepared.length,
            i ->
                prepared[i] =
                    outputs.prepare(
                        opinions.mined(rows.get(i), drawn.get(i), said.get(i)), rows.get(i).key()));
    for (Outputs.Prepared row : prepared) {
      outputs.write(row, tally);
    }
  }

  /** Mines and hands each row to {@code consumer}, in order, on the calling thread. */
  public static MiningReport forEach(Settings settings, Consumer<MinedRow> consumer) {
    MiningReport report;
    Optional<WorkDirectory> work;
    try (Session session = Session.open(settings)) {
      Run run = new Run(settings, session, false);
      report =
          run.mine(
              new Chunk() {
                @Override
                public void drawn(List<Row> rows, List<Drawn> drawn, List<Said> said) {}

                @Override
                public void take(List<Row> rows, List<Drawn> drawn, List<Said> said) {
                  for (int i = 0; i < rows.size(); i++) {
                    consumer.accept(run.miner.mined(rows.get(i), drawn.get(i)));
                  }
                }
              });
      work = session.handOverWork();
    }
    if (work.isPresent()) {
      try (WorkDirectory directory = work.get()) {
        directory.clear();
      }
    }
    return report;
  }

  /**
   * Mines one row and says why.
   *
   * @param number its place in the data set, from 1
   * @throws IllegalArgumentException if there is no such row
   */
  public static Explanation explain(Settings settings, long number) {
    try (Session session = Session.open(settings)) {
      return Explainer.explain(settings, session, number);
    }
  }

  /** Takes the rows of a chunk, what was drawn for them, and what models said of that. */
  private interface Chunk {
    /** Takes all of them. */
    void drawn(List<Row> rows, List<Drawn> drawn, List<Said> said);

    /** Takes those that are kept. */
    void take(List<Row> rows, List<Drawn> drawn, List<Said> said);
  }

  private MiningReport mine(Chunk output) {
    Chunks chunks = new Chunks(settings, session);
    Settlement settlement = Settlement.of(settings, session, miner, chunks);
    session.clock().time(Stage.MINE, () -> mine(chunks, settlement.limit(), output));
    miner.batchRejections().forEach(tally::rejected);
    miner.batchUndecided().forEach(tally::undecided);
    return report(settlement.rounds());
  }

  private void mine(Chunks chunks, ReuseLimit limit, Chunk output) {
    long total = ground.corpus().census().rows();
    long[] done = {0};
    Optional<Journal> journal = session.journal();
    long drawnBefore = journal.map(Journal::doneRows).orElse(0L);
    if (drawnBefore > 0) {
      session
          .notes()
          .add(
              String.format(
                  Locale.ROOT,
                  "%,d of %,d rows were drawn for by a run that was interrupted.",
                  drawnBefore,
                  total));
    }
    chunks.forEach(
        number -> true,
        drawnBefore,
        rows -> {
          take(rows, draw(rows, limit, journal), output);
          done[0] += rows.size();
          settings.progress().on(Stage.MINE, done[0], OptionalLong.of(total));
        });
  }

  /** Returns what was drawn before an interruption, or draws, and keeps it. */
  private Journal.Chunk draw(List<Row> rows, ReuseLimit limit, Optional<Journal> journal) {
    if (journal.isPresent() && journal.get().hasNext()) {
      Journal.Chunk chunk = journal.get().next(rows);
      chunk.batchRejections().forEach(tally::rejected);
      chunk.batchUndecided().forEach(tally::undecided);
      return new Journal.Chunk(
          chunk.drawn(), opinions.scored(rows, chunk.drawn(), chunk.said()), Map.of(), Map.of());
    }
    Map<String, Long> rejected = Map.copyOf(miner.batchRejections());
    Map<String, Long> undecided = Map.copyOf(miner.batchUndecided());
    List<Drawn> drawn = miner.draw(rows, limit);
    List<Said> said = opinions.of(rows, drawn);
    Journal.Chunk chunk =
        new Journal.Chunk(
            drawn,
            said,
            GuardWork.since(rejected, miner.batchRejections()),
            GuardWork.since(undecided, miner.batchUndecided()));
    journal.ifPresent(kept -> kept.add(rows, chunk));
    return chunk;
  }

  private void take(List<Row> rows, Journal.Chunk chunk, Chunk output) {
    List<String> guardNames = miner.guards().names();
    List<Row> keptRows = new ArrayList<>();
    List<Drawn> keptDrawn = new ArrayList<>();
    List<Said> keptSaid = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      Drawn draw = chunk.drawn().get(i);
      tally.drawn(row, draw, guardNames);
      if (draw.shortfall().isPresent() && settings.shortage() == Shortage.FAIL) {
        throw tooShort(row, draw.shortfall().get());
      }
      if (draw.shortfall().isPresent() && settings.shortage() == Shortage.SKIP_ROW) {
        tally.skipped();
      } else {
        tally.kept(draw);
        if (examples.wants(row.key())) {
          examples.add(row.key(), miner.mined(row, draw));
        }
        keptRows.add(row);
        keptDrawn.add(draw);
        keptSaid.add(chunk.said().get(i));
      }
    }
    output.drawn(rows, chunk.drawn(), chunk.said());
    output.take(keptRows, keptDrawn, keptSaid);
  }

  private ShortageException tooShort(Row row, Shortfall shortfall) {
    int wanted = settings.mix().total();
    return new TooShort(
        OptionText.of(
            "row {} of {} has {} of {} negatives: {}. Take a wider pool, lower {}, or let {} keep,"
                + " skip or widen such rows.",
            settings.dataset().sourceNumber(row.number()),
            settings.dataset().name(),
            wanted - shortfall.missing(),
            wanted,
            shortfall.reason().words(),
            Option.named("sampleK"),
            Option.call("whenShort")));
  }

  private MiningReport report(int reuseRounds) {
    RunCounts.noteOnThinning(settings, tally.lines()).ifPresent(session.notes()::add);
    GuardWork.notes(tally.undecided()).forEach(session.notes()::add);
    return RunCounts.report(settings, ground.corpus(), tally, settings.dataset().rejectedRows())
        .embeddings(session.embeddings(tally.standIns()))
        .cost(tally.cost(reuseRounds))
        .time(session.clock().times())
        .withoutVerdict(guardWork.withoutVerdict(tally.undecided()))
        .guardCounts(guardWork.counts())
        .notes(session.allNotes())
        .examples(examples.rows())
        .provenance(session.provenance())
        .build();
  }
}
