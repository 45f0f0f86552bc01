package io.github.easyneg.dist;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lists the libraries that the command needs: version, licence, date, known security holes where
 * they were asked for, what a library is for, and what would replace it. What a person has to know
 * is in a file of notes; a library without a note, a note without a library, and a library that is
 * older than two years, or of no known date, without a reason are errors.
 */
public final class Dependencies {
  private static final int YEARS = 2;

  private Dependencies() {}

  /**
   * What a person wrote about a library.
   *
   * @param purpose what it is for
   * @param replacement what would take its place
   * @param keep why an old version is kept, or blank
   */
  record Note(String purpose, String replacement, String keep) {}

  /**
   * Prints the list as a Markdown table.
   *
   * @param args the file with the class path, the Maven repository, the file of notes, the bill of
   *     holes that {@code mvn -Pholes verify} leaves (it need not be there)
   * @throws IllegalStateException if the notes do not fit; the message names each library
   */
  public static void main(String[] args) throws IOException {
    List<Library> libraries = Library.of(Path.of(args[0]), Path.of(args[1]));
    Map<String, Note> notes = notes(Files.readAllLines(Path.of(args[2])));
    Path holes = Path.of(args[3]);
    Optional<String> report =
        Files.exists(holes) ? Optional.of(Files.readString(holes)) : Optional.empty();
    byte[] table =
        String.join("\n", table(libraries, notes, report, LocalDate.now(ZoneOffset.UTC)))
            .concat("\n")
            .getBytes(StandardCharsets.UTF_8);
    System.out.write(table, 0, table.length);
    System.out.flush();
  }

  /** Reads notes: a line each of library, purpose, replacement and reason, with bars between. */
  static Map<String, Note> notes(List<String> lines) {
    Map<String, Note> notes = new TreeMap<>();
    for (String line : lines) {
      if (!line.isBlank() && !line.startsWith("#")) {
        List<String> parts = Stream.of(line.split("\\|", -1)).map(String::strip).toList();
        if (parts.size() != 4) {
          throw new IllegalArgumentException(
              "expected 'library | purpose | replacement | reason to keep an old one', found: "
                  + line);
        }
        Note twice = notes.put(parts.get(0), new Note(parts.get(1), parts.get(2), parts.get(3)));
        if (twice != null) {
          throw new IllegalArgumentException(
              "expected one note for " + parts.get(0) + ", found two");
        }
      }
    }
    return notes;
  }

  /**
   * Returns the lines of the table.
   *
   * @param holes the report of the check for known holes, where that was made
   */
  static List<String> table(
      List<Library> libraries, Map<String, Note> notes, Optional<String> holes, LocalDate today)
      throws IOException {
    List<String> faults = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    lines.add("| library | version | licence | built | for | replaced by | known holes |");
    lines.add("|---|---|---|---|---|---|---|");
    for (Library library : libraries) {
      Note note = notes.get(library.coordinates().library());
      Optional<LocalDate> built = library.built();
      if (note == null) {
        faults.add(library.coordinates().library() + ": expected a note on it, found none");
      } else {
        if (isOld(built, today) && note.keep().isEmpty()) {
          faults.add(
              library.coordinates()
                  + ": "
                  + built.map(date -> "built on " + date).orElse("its jar hides its date")
                  + "; expected a version of the last two years, or the reason to keep it in its"
                  + " note");
        }
        lines.add(line(library, note, built, holes));
      }
    }
    Set<String> unused = new TreeSet<>(notes.keySet());
    libraries.forEach(library -> unused.remove(library.coordinates().library()));
    unused.forEach(name -> faults.add(name + ": expected it in the build, found a note alone"));
    if (!faults.isEmpty()) {
      throw new IllegalStateException(String.join("\n", faults));
    }
    return lines;
  }

  private static boolean isOld(Optional<LocalDate> built, LocalDate today) {
    return built.map(date -> date.isBefore(today.minusYears(YEARS))).orElse(true);
  }

  private static String line(
      Library library, Note note, Optional<LocalDate> built, Optional<String> holes) {
    String age = built.map(LocalDate::toString).orElse("unknown");
    return Stream.of(
            library.coordinates().library(),
            library.coordinates().version(),
            String.join(" or ", library.licences()),
            note.keep().isEmpty() ? age : age + "; kept: " + note.keep(),
            note.purpose(),
            note.replacement(),
            holes.map(report -> found(report, library)).orElse("not asked"))
        .collect(Collectors.joining(" | ", "| ", " |"));
  }

  /** Returns the holes of a library in a report of OWASP's dependency-check, as JSON. */
  private static String found(String report, Library library) {
    int at = report.indexOf("\"fileName\":\"" + library.jar().getFileName() + "\"");
    if (at < 0) {
      return "not in the report";
    }
    int next = report.indexOf("\"fileName\":\"", at + 1);
    String part = report.substring(at, next < 0 ? report.length() : next);
    Set<String> names =
        java.util.regex.Pattern.compile("\"name\":\"((?:CVE|GHSA)-[\\w-]+)\"")
            .matcher(part)
            .results()
            .map(match -> match.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    return names.isEmpty() ? "none" : String.join(", ", names);
  }
}
