package io.github.easyneg.internal.ground;

import io.github.easyneg.internal.concurrent.Workers;
import io.github.easyneg.internal.io.Reason;
import io.github.easyneg.internal.io.SectionFile;
import io.github.easyneg.internal.io.Sha256;
import io.github.easyneg.internal.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The passages of a run that many processes share: a ground file, and beside it a file of what is
 * known of the rows. One process builds them, each of the others opens copies.
 */
public final class SharedGround {
  private final FactsOnGround rows;
  private final GroundFile.Opened opened;

  private SharedGround(FactsOnGround rows, GroundFile.Opened opened) {
    this.rows = rows;
    this.opened = opened;
  }

  /**
   * Reads a ground file, or builds it where it is not there or not that of the passages at hand.
   *
   * @param place a file, or a folder for one
   * @param facts opens what is known of the rows anew, the same each time, as {@link MergedFacts}
   *     has it
   * @param notes is told why a file is built anew, and of waiting
   */
  public static SharedGround read(
      Path place,
      Settings settings,
      Supplier<Iterator<RowFact>> facts,
      Workers workers,
      Consumer<String> notes) {
    FactsOnGround rows =
        new FactsOnGround(settings.dataset().name(), facts, settings.corpusAlone());
    GroundFile.Opened[] opened = new GroundFile.Opened[1];
    NumberedPassages unused =
        GroundFile.read(
            place,
            rows,
            settings.corpus(),
            workers,
            settings.progress(),
            notes,
            came -> opened[0] = came);
    return new SharedGround(rows, opened[0]);
  }

  /** Returns the passages, with what is known of the rows. */
  public NumberedPassages corpus() {
    return rows.corpus();
  }

  /** Returns the ground file, and whether it was built now. */
  public GroundFile.Opened opened() {
    return opened;
  }

  /**
   * Writes what is known of the rows.
   *
   * @return a fingerprint of all that is in both files: texts, ids, and what is known of the rows
   */
  public String writeRows(Path file) {
    rows.write(file);
    try {
      return fingerprint(opened.fingerprint(), SectionFile.open(file));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read: " + Reason.of(e) + "; run again.", e);
    }
  }

  private static String fingerprint(String ground, SectionFile rows) {
    return Sha256.of(ground + " " + rows.fingerprint());
  }

  /**
   * Opens copies of both files, and compares their checksums.
   *
   * @param fingerprint what {@link #writeRows} returned
   * @throws UncheckedIOException if they cannot be read, or are not as they were written
   * @throws IllegalStateException if they are others
   */
  public static NumberedPassages open(Path ground, Path rows, String fingerprint, Workers workers) {
    SectionFile passages = checked(ground, workers);
    SectionFile facts = checked(rows, workers);
    if (!fingerprint(passages.fingerprint(), facts).equals(fingerprint)) {
      throw changed(ground);
    }
    try {
      return RowFactsFile.open(new MappedPassages(passages), facts);
    } catch (SectionFile.Damaged e) {
      throw damaged(ground, e);
    }
  }

  static SectionFile checked(Path file, Workers workers) {
    try {
      SectionFile sections = SectionFile.open(file);
      sections.check(workers);
      return sections;
    } catch (IOException e) {
      throw damaged(file, e);
    }
  }

  static IllegalStateException changed(Path file) {
    return new IllegalStateException(
        file
            + " is not the file that this run began with: another run changed it meanwhile; run"
            + " again, and give runs over other passages another folder.");
  }

  static UncheckedIOException damaged(Path file, IOException e) {
    return new UncheckedIOException(
        file
            + ", a copy of what another process wrote, cannot be read: "
            + Reason.of(e)
            + "; see whether the disk is full, and run again.",
        e);
  }
}
