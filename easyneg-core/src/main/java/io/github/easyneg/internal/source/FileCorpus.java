package io.github.easyneg.internal.source;

import io.github.easyneg.data.Corpus;
import io.github.easyneg.data.DatasetFormatException;
import io.github.easyneg.data.InputFormat;
import io.github.easyneg.data.Passage;
import io.github.easyneg.data.SourceRecord;
import io.github.easyneg.internal.io.Sha256;
import io.github.easyneg.internal.json.InputFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Passages in files, read again for each stream. */
public final class FileCorpus implements Corpus {
  private final List<Path> files;
  private final InputFormat format;

  private FileCorpus(List<Path> files, InputFormat format) {
    this.files = files;
    this.format = format;
  }

  /** Checks that the files are there. */
  public static FileCorpus of(InputFormat format, Path first, Path... more) {
    List<Path> files = new ArrayList<>();
    files.add(first);
    files.addAll(Arrays.asList(more));
    files.forEach(file -> InputFile.require(file, "give a .jsonl, .json, .txt, .csv or .tsv file"));
    return new FileCorpus(List.copyOf(files), format);
  }

  @Override
  public List<Path> files() {
    return files;
  }

  @Override
  public Stream<Passage> passages() {
    Passages passages = new Passages(files.iterator());
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(
                passages, Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE),
            false)
        .onClose(passages::close);
  }

  @Override
  public Map<String, String> sources() {
    Map<String, String> hashes = new LinkedHashMap<>();
    for (Path file : files) {
      String name = String.valueOf(file.getFileName());
      hashes.put(hashes.containsKey(name) ? file.toString() : name, "sha256 " + Sha256.of(file));
    }
    return hashes;
  }

  @Override
  public Optional<String> fingerprint() {
    return Optional.of(sources() + ", titles " + format.titles());
  }

  @Override
  public String name() {
    return files.stream()
        .map(f -> String.valueOf(f.getFileName()))
        .collect(Collectors.joining(" + "));
  }

  private Passage passage(SourceRecord record) {
    try {
      String text =
          RowParts.first(RowParts.TEXTS, record.fields())
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "text is missing; a passage is {\"_id\", \"title\", \"text\"}, and this"
                              + " has the fields "
                              + String.join(", ", record.fields().keySet())
                              + "."));
      String title = Values.title("title", record.fields().get("title"));
      return Passage.of(format.joined(title, Values.text(text, record.fields().get(text))))
          .withSourceId(RowParts.id("", record.fields()));
    } catch (IllegalArgumentException e) {
      throw new DatasetFormatException(record.place(), String.valueOf(e.getMessage()), false, e);
    }
  }

  private final class Passages implements Iterator<Passage>, AutoCloseable {
    private final Iterator<Path> rest;
    private @Nullable FileRecords current;
    private @Nullable Passage next;

    Passages(Iterator<Path> rest) {
      this.rest = rest;
    }

    @Override
    public boolean hasNext() {
      while (next == null) {
        if (current == null) {
          if (!rest.hasNext()) {
            return false;
          }
          current = FileRecords.open(rest.next());
        }
        SourceRecord record = current.next();
        if (record == null) {
          close();
        } else {
          next = passage(record);
        }
      }
      return true;
    }

    @Override
    public Passage next() {
      if (!hasNext() || next == null) {
        throw new NoSuchElementException();
      }
      Passage passage = next;
      next = null;
      return passage;
    }

    @Override
    public void close() {
      if (current != null) {
        FileRecords done = current;
        current = null;
        done.close();
      }
    }
  }
}
