package io.github.easyneg.cli.options;

import io.github.easyneg.cli.console.Console;
import io.github.easyneg.cli.console.Failure;
import io.github.easyneg.data.BadRows;
import io.github.easyneg.data.Corpus;
import io.github.easyneg.data.Dataset;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.data.FieldMap;
import io.github.easyneg.data.InputFormat;
import io.github.easyneg.hub.HubRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns what names an input into files that can be read more than once: a path, the standard input,
 * or a data set on the Hub. What was read from the standard input is kept until this is closed or
 * the JVM ends.
 */
public final class Inputs implements AutoCloseable {
  /** What data sets also come in, and is not read. */
  private static final Pattern OTHER_FORMAT =
      Pattern.compile(".+(\\.(?:arrow|xlsx))", Pattern.CASE_INSENSITIVE);

  private final Console console;
  private final Hub hub;
  private Optional<Path> standardInput = Optional.empty();

  public Inputs(Console console, Hub hub) {
    this.console = console;
    this.hub = hub;
  }

  /**
   * What is read, and how.
   *
   * @param files there is at least one
   */
  public record Read(List<Path> files, InputFormat format) {
    /** Returns all files but the first. */
    public Path[] more() {
      return files.subList(1, files.size()).toArray(Path[]::new);
    }
  }

  /** Returns the rows that the options name, as one data set. */
  public Dataset dataset(InputOptions input, BadRows bad, Optional<Corpus> corpus) {
    Read read = read(input, corpus);
    try {
      return Datasets.files(read.format(), bad, read.files().get(0), read.more());
    } catch (IllegalArgumentException e) {
      throw Failure.environment(e);
    }
  }

  /**
   * Returns the files that the options name, and how their records become rows: as the options say,
   * else by their fields, else as the card of a data set on the Hub says.
   */
  public Read read(InputOptions input, Optional<Corpus> corpus) {
    List<Path> files = new ArrayList<>();
    List<Integer> counts = new ArrayList<>();
    List<Optional<FieldMap>> maps = new ArrayList<>();
    for (String name : input.names()) {
      if (name.startsWith(Hub.PREFIX)) {
        HubRows rows = hub.dataset(name);
        files.addAll(rows.files());
        counts.add(rows.files().size());
        maps.add(rows.map());
      } else {
        files.add(file(name));
        counts.add(1);
        maps.add(Optional.empty());
      }
    }
    Set<FieldMap> cards = new LinkedHashSet<>();
    maps.forEach(map -> map.ifPresent(cards::add));
    if (cards.size() > 1) {
      // A settings file holds one map.
      maps.replaceAll(map -> Optional.empty());
    }
    InputFormat format = perFile(input.format(), counts, maps);
    if (isAuto(format) && cards.size() == 1) {
      format = format.orElse(cards.iterator().next());
    }
    return new Read(files, corpus.isPresent() ? format.withCorpus(corpus.get()) : format);
  }

  private static boolean isAuto(InputFormat format) {
    return format.equals(InputFormat.auto().withTitles(format.titles()));
  }

  /**
   * A data set on the Hub may be several files; then a format per input is one for each of them,
   * and where it is to be recognised, the card's map helps.
   */
  private static InputFormat perFile(
      InputFormat format, List<Integer> counts, List<Optional<FieldMap>> maps) {
    List<InputFormat> each = format.perInput();
    int files = counts.stream().mapToInt(Integer::intValue).sum();
    if (each.isEmpty() || (each.size() == files && each.size() != counts.size())) {
      return format;
    }
    if (each.size() != counts.size()) {
      throw Failure.usage(
          String.format(
              Locale.ROOT,
              "--input-format names %d formats, but there %s; name one for all, or one for each.",
              each.size(),
              counts.size() == 1 ? "is 1 input" : "are " + counts.size() + " inputs"));
    }
    List<InputFormat> perFile = new ArrayList<>();
    for (int i = 0; i < counts.size(); i++) {
      InputFormat one = each.get(i);
      one = isAuto(one) ? maps.get(i).map(one::orElse).orElse(one) : one;
      perFile.addAll(Collections.nCopies(counts.get(i), one));
    }
    return InputFormat.perInput(perFile);
  }

  private Path file(String input) {
    if (input.equals("-")) {
      return standardInput();
    }
    Path file = Path.of(input);
    Matcher other = OTHER_FORMAT.matcher(input);
    if (other.matches() && Files.isRegularFile(file)) {
      throw Failure.data(
          String.format(
              Locale.ROOT,
              "%s is a %s file; rows are read from JSON Lines, JSON, Parquet, CSV and TSV: save it"
                  + " as one of these.",
              file,
              other.group(1)));
    }
    return file;
  }

  private Path standardInput() {
    if (standardInput.isPresent()) {
      throw Failure.usage("the standard input (-) is named twice; it can be read once.");
    }
    try {
      // The folder has the odd name, so that messages and the report speak of "stdin".
      Path folder = Files.createTempDirectory("easyneg");
      Path file = folder.resolve("stdin");
      standardInput = Optional.of(file);
      // For the case of Ctrl-C. Files are deleted in the reverse order, so the folder comes last.
      folder.toFile().deleteOnExit();
      file.toFile().deleteOnExit();
      long unused = Files.copy(console.in(), file);
      return file;
    } catch (IOException e) {
      throw Failure.environment(
          "the standard input could not be copied to a temporary file, as rows are read twice: "
              + e.getMessage()
              + "; name a file instead.",
          e);
    }
  }

  @Override
  public void close() {
    if (standardInput.isPresent()) {
      try {
        Path file = standardInput.get();
        Files.deleteIfExists(file);
        Files.delete(file.toAbsolutePath().getParent());
      } catch (IOException e) {
        console.say("warning: " + standardInput.get() + " could not be deleted: " + e.getMessage());
      }
    }
  }
}
