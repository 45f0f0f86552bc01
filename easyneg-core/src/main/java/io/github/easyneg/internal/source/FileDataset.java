package io.github.easyneg.internal.source;

import io.github.easyneg.data.BadRows;
import io.github.easyneg.data.Corpus;
import io.github.easyneg.data.Dataset;
import io.github.easyneg.data.InputFormat;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.internal.io.Sha256;
import io.github.easyneg.internal.json.InputFile;
import io.github.easyneg.internal.json.JsonRows;
import io.github.easyneg.internal.json.Rejects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Rows in files, read again for each stream. */
public final class FileDataset implements Dataset {
  private final List<Input> inputs;
  private final InputFormat format;
  private final BadRows badRows;
  private final Optional<Rejects> rejects;
  private volatile ReadAs readAs = new ReadAs();

  private FileDataset(
      List<Input> inputs, InputFormat format, BadRows badRows, Optional<Rejects> rejects) {
    this.inputs = inputs;
    this.format = format;
    this.badRows = badRows;
    this.rejects = rejects;
  }

  /**
   * Checks that the files are there, and that there is a format for each.
   *
   * @param rejects gets bad rows; empty if the first stops the reading
   */
  public static FileDataset of(
      InputFormat format, BadRows badRows, Optional<Rejects> rejects, Path first, Path... more) {
    List<Path> paths = new ArrayList<>();
    paths.add(first);
    paths.addAll(Arrays.asList(more));
    List<Input> inputs = Input.all(paths, InputFile.ROWS);
    Input.requireFormats(inputs, format);
    for (Input input : inputs) {
      for (Path file : input.files()) {
        if (badRows.rejects().isPresent() && same(file, badRows.rejects().get())) {
          throw new IllegalArgumentException(
              file
                  + " is the input, and the file for rejected rows too; write those to another"
                  + " file.");
        }
      }
    }
    return new FileDataset(inputs, format, badRows, rejects);
  }

  private static boolean same(Path one, Path other) {
    try {
      return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize())
          || (Files.exists(other) && Files.isSameFile(one, other));
    } catch (IOException e) {
      throw JsonRows.unreadable(String.valueOf(other.getFileName()), e);
    }
  }

  @Override
  public List<Path> files() {
    return inputs.stream().flatMap(input -> input.files().stream()).toList();
  }

  @Override
  public Optional<Corpus> corpus() {
    return Input.corpus(inputs, format);
  }

  @Override
  public Optional<Path> rejectsFile() {
    return badRows.rejects();
  }

  @Override
  public Stream<QaRow> rows() {
    ReadAs counted = new ReadAs();
    RowsOfFiles rows =
        new RowsOfFiles(
            inputs,
            format,
            NamedPassages.of(inputs, format),
            rejects.map(Rejects::begin),
            badRows.rejects().map(Path::toString).orElse(""),
            this::name,
            counted,
            () -> readAs = counted);
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(
                rows, Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE),
            false)
        .onClose(rows::close);
  }

  @Override
  public List<String> notes() {
    return readAs.notes();
  }

  @Override
  public Optional<InputFormat> readAs() {
    return readAs.format(format);
  }

  /** Returns each file's SHA-256, by its name, or by its path where two have the same name. */
  @Override
  public Map<String, String> sources() {
    Map<String, String> hashes = new LinkedHashMap<>();
    for (Path file : files()) {
      String name = String.valueOf(file.getFileName());
      hashes.put(hashes.containsKey(name) ? file.toString() : name, "sha256 " + Sha256.of(file));
    }
    return hashes;
  }

  @Override
  public long rejectedRows() {
    return rejects.map(Rejects::rows).orElse(0L);
  }

  @Override
  public String name() {
    return inputs.stream().map(Input::name).collect(Collectors.joining(" + "));
  }
}
