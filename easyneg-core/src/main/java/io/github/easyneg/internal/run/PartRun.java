package io.github.easyneg.internal.run;

import io.github.easyneg.data.QaRow;
import io.github.easyneg.format.Audit;
import io.github.easyneg.format.OutputFormat;
import io.github.easyneg.format.OutputRecord;
import io.github.easyneg.internal.draw.Drawn;
import io.github.easyneg.internal.draw.Miner;
import io.github.easyneg.internal.draw.ReuseLimit;
import io.github.easyneg.internal.ground.Embedder;
import io.github.easyneg.internal.ground.Row;
import io.github.easyneg.internal.ground.RowReader;
import io.github.easyneg.internal.record.LineWriter;
import io.github.easyneg.internal.settings.Settings;
import io.github.easyneg.internal.text.Excerpt;
import io.github.easyneg.internal.text.OptionText;
import io.github.easyneg.internal.text.OptionText.Option;
import io.github.easyneg.mine.MinedRow;
import io.github.easyneg.mine.Shortage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Draws for a part of the rows in one of many processes: the same negatives that a run of all of
 * them draws. For one thread; several may be at work on one {@link Replica}.
 */
public final class PartRun {
  private final Settings settings;
  private final Replica replica;
  private final String run;
  private final Replica.Drawing drawing;
  private final Miner miner;
  private final Embedder embedder;
  private final Opinions opinions;
  private final Optional<RowLines> lines;
  private final LineWriter writer = new LineWriter();
  private final Tally tally;
  private final RowSample examples = new RowSample();
  private final PartRows part;
  private final ReuseLimit limit;

  /**
   * What becomes of rows.
   *
   * @param format of the lines
   * @param lines how many there are of each kind, where refusals are thinned
   */
  public record Output(OutputFormat format, Optional<Reckoning> lines) {}

  /**
   * Begins a part.
   *
   * @param run what it brings
   * @param part its rows
   * @param limit what {@code maxReuse} closes to whom
   * @param output empty if rows are handed over as they are mined
   */
  public PartRun(
      Replica replica,
      Replica.OfRun run,
      PartRows part,
      ReuseLimit limit,
      Optional<Output> output) {
    this.replica = replica;
    this.settings = replica.settings();
    this.run = run.name();
    this.drawing = replica.drawing(run);
    this.miner = drawing.miner().another();
    this.embedder = replica.embedder();
    this.opinions =
        new Opinions(
            drawing.ground(),
            miner,
            output.isPresent() && output.get().format().uses().contains(OutputFormat.Use.SCORES));
    this.lines = output.map(this::lines);
    this.tally = new Tally(miner.guards().passed(), Uses.sparse(), replica.corpus().candidates());
    this.part = part;
    this.limit = limit;
  }

  private RowLines lines(Output output) {
    RowLines all =
        RowLines.of(
            output.format(),
            settings.wording(),
            replica.corpus().census().language(),
            settings.seed());
    return output
        .lines()
        .map(
            counted ->
                all.thinned(
                    settings.wording().refusalRatio().orElse(1),
                    counted,
                    settings.dataset().name()))
        .orElse(all);
  }

  /** Returns how many rows are drawn for together, at most. */
  public int chunk() {
    return settings.batchGuards().isEmpty() ? RowReader.ROWS : RowReader.ROWS_TO_ASK_ABOUT;
  }

  /** Returns how many characters of contexts end a chunk. */
  public long characters() {
    return RowReader.CHARACTERS;
  }

  /**
   * Draws for the next rows.
   *
   * @return one for each row; empty for one that is left out because it is short
   * @throws io.github.easyneg.mine.ShortageException if a row is short that must not be
   */
  public List<Optional<MinedRow>> mine(List<QaRow> next) {
    List<Optional<MinedRow>> mined = new ArrayList<>(next.size());
    forEach(next, (row, of) -> mined.add(of));
    return mined;
  }

  /**
   * Draws for the next rows, and returns the lines of all of them, without their ends.
   *
   * @throws io.github.easyneg.mine.ShortageException if a row is short that must not be
   */
  public List<String> lines(List<QaRow> next) {
    List<String> written = new ArrayList<>();
    RowLines format = lines.orElseThrow();
    forEach(
        next,
        (row, mined) -> {
          if (mined.isEmpty()) {
            return;
          }
          RowLines.Kept kept = format.of(mined.get(), row.key());
          for (OutputRecord record : kept.records()) {
            written.add(writer.line(record));
            tally.written(record);
          }
          tally.written(kept);
        });
    return written;
  }

  private interface Taker {
    void take(Row row, Optional<MinedRow> mined);
  }

  private void forEach(List<QaRow> next, Taker taker) {
    List<Row> chunk =
        RowReader.withAnchors(drawing.ground(), embedder, next.stream().map(part::next).toList());
    List<Drawn> drawn = miner.draw(chunk, limit);
    List<Said> said = opinions.of(chunk, drawn);
    List<String> guardNames = miner.guards().names();
    for (int i = 0; i < chunk.size(); i++) {
      Row row = chunk.get(i);
      Drawn draw = drawn.get(i);
      tally.drawn(row, draw, guardNames);
      if (draw.shortfall().isPresent() && settings.shortage() == Shortage.FAIL) {
        throw tooShort(row, draw.shortfall().get());
      }
      if (draw.shortfall().isPresent() && settings.shortage() == Shortage.SKIP_ROW) {
        tally.skipped();
        taker.take(row, Optional.empty());
        continue;
      }
      tally.kept(draw);
      MinedRow mined = opinions.mined(row, draw, said.get(i));
      if (examples.wants(row.key())) {
        examples.add(row.key(), miner.mined(row, draw));
      }
      taker.take(row, Optional.of(mined));
    }
  }

  private TooShort tooShort(Row row, MinedRow.Shortfall shortfall) {
    int wanted = settings.mix().total();
    return new TooShort(
        OptionText.of(
            "the row with the question \"{}\" of {} has {} of {} negatives: {}. Take a wider pool,"
                + " lower {}, or let {} keep, skip or widen such rows.",
            Excerpt.shown(row.row().question()),
            settings.dataset().name(),
            wanted - shortfall.missing(),
            wanted,
            shortfall.reason().words(),
            Option.named("sampleK"),
            Option.call("whenShort")));
  }

  /**
   * Ends the part.
   *
   * @return what was counted, for {@link WholeRun#add}
   * @throws IllegalStateException if the rows are not those that were counted before; with {@code
   *     maxReuse} also if they come in another order
   */
  public byte[] end() {
    if (settings.maxReuse().isPresent()) {
      // Which row holds what was settled by their numbers.
      part.endInOrder();
    } else {
      part.end();
    }
    miner.batchRejections().forEach(tally::rejected);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      tally.write(out);
      writeExamples(out);
      drawing.write(out, embedder, run);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private void writeExamples(DataOutputStream out) throws IOException {
    List<byte[]> all = new ArrayList<>();
    List<Double> chances = new ArrayList<>();
    RowLines audit =
        RowLines.of(new Audit(), settings.wording(), Optional.empty(), settings.seed());
    examples.forEach(
        (mined, chance) -> {
          OutputRecord record = new Audit().records(mined, audit.labels()).get(0);
          all.add(writer.line(record).getBytes(StandardCharsets.UTF_8));
          chances.add(chance);
        });
    out.writeInt(all.size());
    for (int i = 0; i < all.size(); i++) {
      out.writeDouble(chances.get(i));
      out.writeInt(all.get(i).length);
      out.write(all.get(i));
    }
  }
}
