package io.github.easyneg.internal.source;

import io.github.easyneg.data.Corpus;
import io.github.easyneg.data.InputFormat;
import io.github.easyneg.internal.json.BadRow;
import io.github.easyneg.internal.text.Counted;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Something that rows are read from: a file, or several that belong together. */
public interface Input {

  /**
   * Finds out what a path is.
   *
   * @param remedy what to do where there is nothing
   * @throws IllegalArgumentException if nothing can be read there
   */
  static Input of(Path path, String remedy) {
    Optional<BeirFolder> folder = BeirFolder.at(path);
    if (folder.isPresent()) {
      return folder.get();
    }
    Optional<NemoFile> nemo = NemoFile.at(path);
    return nemo.isPresent() ? nemo.get() : FileInput.of(path, remedy);
  }

  /**
   * Finds out what paths are, in their order.
   *
   * @throws IllegalArgumentException if nothing can be read at one of them
   */
  static List<Input> all(List<Path> paths, String remedy) {
    List<Input> inputs = new ArrayList<>();
    for (Path path : paths) {
      inputs.add(new PlacedInput(of(path, remedy), inputs.size()));
    }
    return List.copyOf(inputs);
  }

  /**
   * Checks that there is a format for each of some inputs.
   *
   * @throws IllegalArgumentException if there are more, or fewer
   */
  static void requireFormats(List<Input> inputs, InputFormat format) {
    int formats = format.perInput().size();
    if (formats != 0 && formats != inputs.size()) {
      throw new IllegalArgumentException(
          "the input format is "
              + format.name()
              + ", for "
              + Counted.of(formats, "input", "inputs")
              + ", but there "
              + (inputs.size() == 1 ? "is 1" : "are " + inputs.size())
              + "; name one format for all, or one for each.");
    }
  }

  /** Returns the passages that come with some inputs, and the format's corpus. */
  static Optional<Corpus> corpus(List<Input> inputs, InputFormat format) {
    List<Corpus> all = new ArrayList<>();
    format.corpus().ifPresent(all::add);
    inputs.forEach(input -> input.corpus(format).ifPresent(all::add));
    return all.size() > 1
        ? Optional.of(new JoinedCorpus(List.copyOf(all)))
        : all.stream().findFirst();
  }

  /** Returns what messages call it. */
  String name();

  /** Returns the files that are read. */
  List<Path> files();

  /** Returns passages that come with the rows. */
  Optional<Corpus> corpus(InputFormat format);

  /** Returns the ids by which rows name passages of a corpus that the format has. */
  Set<String> ids(InputFormat format);

  /**
   * Opens the rows; the first that is bad ends the reading.
   *
   * @param named passages that records name by their ids
   */
  default RowSource strict(InputFormat format, NamedPassages named) {
    return open(
        format,
        named,
        Optional.empty(),
        row -> {
          throw row.problem();
        });
  }

  /**
   * Opens the rows.
   *
   * @param bad is handed each row that is left out
   */
  default RowSource tolerant(InputFormat format, NamedPassages named, Consumer<BadRow> bad) {
    return open(format, named, Optional.of(bad), bad);
  }

  /**
   * Opens the rows.
   *
   * @param tolerant gets lines that are not records; empty if the first ends the reading
   * @param bad gets records that are not rows
   */
  RowSource open(
      InputFormat format,
      NamedPassages named,
      Optional<Consumer<BadRow>> tolerant,
      Consumer<BadRow> bad);
}
