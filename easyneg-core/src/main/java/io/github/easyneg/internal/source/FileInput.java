package io.github.easyneg.internal.source;

import io.github.easyneg.data.Corpus;
import io.github.easyneg.data.DatasetFormatException;
import io.github.easyneg.data.InputFormat;
import io.github.easyneg.data.Passage;
import io.github.easyneg.data.SourceRecord;
import io.github.easyneg.internal.json.BadRow;
import io.github.easyneg.internal.json.InputFile;
import io.github.easyneg.internal.json.JsonRecords;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A file of records. */
record FileInput(Path path) implements Input {

  /** Checks that the file is there. */
  static FileInput of(Path path, String remedy) {
    InputFile.require(path, remedy);
    return new FileInput(path);
  }

  @Override
  public String name() {
    return String.valueOf(path.getFileName());
  }

  @Override
  public List<Path> files() {
    return List.of(path);
  }

  @Override
  public Optional<Corpus> corpus(InputFormat format) {
    try (FileRecords records = FileRecords.open(path)) {
      SourceRecord first = records.next();
      return first != null && Shapes.of(format, first.fields().keySet()) instanceof QaPairsShape
          ? Optional.of(new Pairs(this))
          : Optional.empty();
    } catch (DatasetFormatException e) {
      // Whoever reads the rows says what is wrong with the file.
      return Optional.empty();
    }
  }

  @Override
  public Set<String> ids(InputFormat format) {
    Set<String> ids = new LinkedHashSet<>();
    try (JsonRecords records = FileRows.records(path, Optional.of(bad -> {}))) {
      JsonRecords.Read read = records.next();
      if (read == null) {
        return ids;
      }
      Shape shape = Shapes.of(format, read.record().fields().keySet());
      if (shape instanceof TevatronIdsShape || shape instanceof NemoShape) {
        for (; read != null; read = records.next()) {
          ids.addAll(shape.ids(read.record().fields()));
        }
      }
    } catch (DatasetFormatException e) {
      // Whoever reads the rows says what is wrong with the file.
    }
    return ids;
  }

  @Override
  public RowSource open(
      InputFormat format,
      NamedPassages named,
      Optional<Consumer<BadRow>> tolerant,
      Consumer<BadRow> bad) {
    return new FileRows(
        fields -> Shapes.of(format, fields), format, named, FileRows.records(path, tolerant), bad);
  }

  /** The passages that a file of LlamaIndex's pairs holds next to its queries. */
  private record Pairs(FileInput file) implements Corpus {
    @Override
    public Stream<Passage> passages() {
      try (FileRecords records = FileRecords.open(file.path)) {
        SourceRecord first = records.next();
        return first == null ? Stream.empty() : QaPairsShape.passages(first.fields()).stream();
      }
    }

    @Override
    public String name() {
      return file.name();
    }

    @Override
    public List<Path> files() {
      return file.files();
    }
  }
}
