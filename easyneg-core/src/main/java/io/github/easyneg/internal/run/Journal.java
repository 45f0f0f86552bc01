package io.github.easyneg.internal.run;

import io.github.easyneg.internal.draw.Drawn;
import io.github.easyneg.internal.ground.NumberedPassages;
import io.github.easyneg.internal.ground.Row;
import io.github.easyneg.internal.io.AtomicFile;
import io.github.easyneg.internal.io.Reason;
import io.github.easyneg.internal.io.Sha256;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The draws of a run that may be interrupted, a file for each chunk of rows: {@code
 * draws-000001.bin}. All else that a run makes is made of the rows and their draws, so a run that
 * finds the draws of the chunks that were done goes on where the other was, and ends with the same
 * bytes and counts.
 *
 * <p>A chunk's file appears whole or not at all, and says whose draws it holds: the run, the number
 * of the chunk, and its rows, with a checksum over all. One that is damaged, or holds the draws of
 * other rows, and those after it, are drawn again, and the user is told. For one thread.
 */
final class Journal {
  private static final Optional<String> OTHER_ROWS = Optional.of("holds the draws of other rows");

  /**
   * What was drawn for a chunk, what models said of it, how many candidates each batch guard
   * rejected for it, and on how many it had no verdict.
   */
  record Chunk(
      List<Drawn> drawn,
      List<Said> said,
      Map<String, Long> batchRejections,
      Map<String, Long> batchUndecided) {}

  private final Path directory;
  private final DrawnCodec codec;
  private final long run;
  private final int doneChunks;
  private final long doneRows;
  private int chunk;
  private long rows;

  private Journal(Path directory, NumberedPassages corpus, String run, Consumer<String> notes) {
    this.directory = directory;
    this.codec = new DrawnCodec(corpus);
    this.run = Long.parseUnsignedLong(Sha256.of(run), 0, 16, 16);
    int chunks = 0;
    long rows = 0;
    while (Files.exists(file(chunks + 1))) {
      JournalFile file = JournalFile.read(file(chunks + 1));
      Optional<String> fault = file.fault(this.run, chunks + 1, rows);
      if (fault.isPresent()) {
        notes.accept(
            String.format(
                Locale.ROOT,
                "%s %s; the rows from %,d on are drawn for again.",
                file(chunks + 1),
                fault.get(),
                rows + 1));
        break;
      }
      chunks++;
      rows += file.rows();
    }
    this.doneChunks = chunks;
    this.doneRows = rows;
  }

  /**
   * Opens the journal of a run in a directory whose settings were compared.
   *
   * @param run all that the draws depend on, in words
   * @param notes is told of files whose draws are not used
   */
  static Journal open(Path directory, NumberedPassages corpus, String run, Consumer<String> notes) {
    return new Journal(directory, corpus, run, notes);
  }

  /** Returns how many rows were drawn for when the journal was opened, from the first on. */
  long doneRows() {
    return doneRows;
  }

  /** Tells whether the next chunk's draws are there. */
  boolean hasNext() {
    return chunk < doneChunks;
  }

  /**
   * Returns the next chunk's draws.
   *
   * @throws IllegalStateException if the file is not what it was, or holds draws of other rows
   */
  Chunk next(List<Row> of) {
    chunk++;
    JournalFile file = JournalFile.read(file(chunk));
    Optional<String> fault =
        file.fault(run, chunk, rows).or(() -> file.isOf(of) ? Optional.empty() : OTHER_ROWS);
    if (fault.isPresent()) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "%s %s; expected those of the rows from %d on. Delete it, and run again to draw for"
                  + " them anew.",
              file(chunk),
              fault.get(),
              rows + 1));
    }
    rows += of.size();
    try (DataInputStream in = file.content()) {
      List<Drawn> drawn = new ArrayList<>(of.size());
      for (int i = 0; i < of.size(); i++) {
        drawn.add(codec.read(in));
      }
      List<Said> said = new ArrayList<>(of.size());
      for (int i = 0; i < of.size(); i++) {
        said.add(Said.read(in));
      }
      return new Chunk(drawn, said, counts(in), counts(in));
    } catch (IOException e) {
      throw new UncheckedIOException(file(chunk) + " cannot be read: " + Reason.of(e) + ".", e);
    }
  }

  /** Adds a chunk's draws. */
  void add(List<Row> of, Chunk drawn) {
    chunk++;
    AtomicFile.write(
        file(chunk),
        JournalFile.of(
            run,
            chunk,
            rows,
            of,
            out -> {
              for (Drawn row : drawn.drawn()) {
                codec.write(row, out);
              }
              for (Said row : drawn.said()) {
                row.write(out);
              }
              write(drawn.batchRejections(), out);
              write(drawn.batchUndecided(), out);
            }));
    rows += of.size();
  }

  private static void write(Map<String, Long> counts, DataOutputStream out) throws IOException {
    out.writeInt(counts.size());
    for (Map.Entry<String, Long> guard : counts.entrySet()) {
      out.writeUTF(guard.getKey());
      out.writeLong(guard.getValue());
    }
  }

  private static Map<String, Long> counts(DataInputStream in) throws IOException {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      String guard = in.readUTF();
      counts.put(guard, in.readLong());
    }
    return counts;
  }

  private Path file(int chunk) {
    return directory.resolve(String.format(Locale.ROOT, "draws-%06d.bin", chunk));
  }
}
