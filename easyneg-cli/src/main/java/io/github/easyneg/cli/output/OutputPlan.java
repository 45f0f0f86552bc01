package io.github.easyneg.cli.output;

import io.github.easyneg.format.OutputFormat;
import io.github.easyneg.internal.io.AtomicFile;
import io.github.easyneg.internal.record.OutputFiles;
import io.github.easyneg.publish.DatasetCard;
import io.github.easyneg.publish.FtConfig;
import io.github.easyneg.publish.HubFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which files are to be written.
 *
 * @param format of the records
 * @param train the training data
 * @param audit what is known of each row
 * @param relabelled the rows with more positives
 * @param heldOut the part that is not trained on
 * @param hubFolder the folder that gets a card
 * @param blankCard its card, which lists no files yet
 * @param ftConfig Axolotl's configuration
 * @param report the folder of the report
 */
public record OutputPlan(
    OutputFormat format,
    Path train,
    Optional<Path> audit,
    Optional<Path> relabelled,
    Optional<HeldOut> heldOut,
    Optional<HubFolder> hubFolder,
    Optional<DatasetCard> blankCard,
    Optional<Path> ftConfig,
    Optional<Path> report) {

  /**
   * Makes folders and begins files, so that one that cannot be written is known before any work is
   * done.
   *
   * @param rejects the file of bad rows, which the reader begins
   */
  public void begin(Publication publication, Optional<Path> rejects) {
    hubFolder.ifPresent(hub -> publication.folders().make("--hub-folder", hub.folder()));
    report.ifPresent(folder -> publication.folders().make("--report", folder));
    publication.folders().makeFor("--out", train);
    audit.ifPresent(file -> publication.folders().makeFor("--audit", file));
    relabelled.ifPresent(file -> publication.folders().makeFor("--relabelled", file));
    ftConfig.ifPresent(file -> publication.folders().makeFor("--ft-config", file));
    rejects.ifPresent(file -> publication.folders().makeFor("--rejects", file));
    AtomicFile.create(train).close();
    card().ifPresent(publication::beginOwn);
    ftConfig.ifPresent(publication::beginOwn);
    publication.beginOwn(config());
    reports().forEach(publication::begin);
  }

  /** Rejects invalid options, before any work is done. */
  public void check(OutputNames names, Optional<Path> rejects) {
    if (ftConfig.isPresent()) {
      FtConfig unused = FtConfig.of(train.toString(), format);
    }
    rejects.ifPresent(file -> names.add("--rejects", file));
    names.add(hubFolder.isPresent() ? "--hub-folder" : "--out", train);
    validation().ifPresent(file -> names.add("--split", file));
    for (Path data : data()) {
      OutputFiles.beside(format, data).forEach(file -> names.add("--format", file));
    }
    both(audit).forEach(file -> names.add("--audit", file));
    both(relabelled).forEach(file -> names.add("--relabelled", file));
    card().ifPresent(file -> names.add("--hub-folder", file));
    ftConfig.ifPresent(file -> names.add("--ft-config", file));
    names.add("the list of settings", config());
    reports().forEach(file -> names.add("--report", file));
  }

  /** Returns the files of training data. */
  public List<Path> data() {
    List<Path> files = new ArrayList<>(List.of(train));
    validation().ifPresent(files::add);
    return files;
  }

  /** Returns a file of the training data, and the one of the held-out part. */
  private List<Path> both(Optional<Path> file) {
    List<Path> files = new ArrayList<>();
    file.ifPresent(files::add);
    heldOut.flatMap(part -> file.map(part::beside)).ifPresent(files::add);
    return files;
  }

  private List<Path> reports() {
    List<Path> files = new ArrayList<>();
    if (report.isPresent()) {
      files.addAll(ReportFolder.files(report.get(), "train"));
      heldOut.ifPresent(part -> files.addAll(ReportFolder.files(report.get(), part.name())));
    }
    return files;
  }

  /** Returns the file of the held-out part. */
  public Optional<Path> validation() {
    return heldOut.map(
        part ->
            hubFolder.isPresent()
                ? hubFolder.get().file(part.name() + ".jsonl")
                : part.beside(train));
  }

  /** Returns where the card is written. */
  public Optional<Path> card() {
    return hubFolder.map(HubFolder::card);
  }

  /** Returns where the settings of the run are written. */
  public Path config() {
    return train.resolveSibling(train.getFileName() + ".config.yml");
  }
}
