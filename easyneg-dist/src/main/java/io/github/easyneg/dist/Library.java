package io.github.easyneg.dist;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A jar of somebody else's that the command needs at run time.
 *
 * @param licences SPDX identifiers, one of which applies
 */
record Library(Coordinates coordinates, Path jar, List<String> licences) {
  /** Reproducible builds give all files of a jar one date, often this year's. */
  private static final int NO_DATE = 1980;

  Library {
    licences = List.copyOf(licences);
  }

  /**
   * Returns the libraries of a class path, by name; entries outside the repository are this
   * project's own.
   *
   * @param classPath a file with a class path, as {@code dependency:build-classpath} writes it
   */
  static List<Library> of(Path classPath, Path repository) throws IOException {
    List<Library> libraries = new ArrayList<>();
    for (String entry : Files.readString(classPath).strip().split(File.pathSeparator, -1)) {
      Path jar = Path.of(entry);
      if (!jar.startsWith(repository)) {
        continue;
      }
      Coordinates coordinates = Coordinates.of(repository, jar);
      if (!coordinates.group().equals("io.github.easyneg")) {
        Pom pom = Pom.read(repository, repository.resolve(coordinates.path("pom")));
        libraries.add(
            new Library(coordinates, jar, pom.licences().stream().map(Library::spdx).toList()));
      }
    }
    libraries.sort(Comparator.comparing(library -> library.coordinates().toString()));
    return libraries;
  }

  /** Returns the SPDX identifier of a licence that POMs write in many ways. */
  static String spdx(String name) {
    String plain = name.toLowerCase(Locale.ROOT);
    if (plain.contains("apache") && plain.contains("2")) {
      return "Apache-2.0";
    }
    if (plain.equals("mit") || plain.contains("mit license")) {
      return "MIT";
    }
    if (plain.contains("mpl 2")
        || (plain.contains("mozilla public license") && plain.contains("2"))) {
      return "MPL-2.0";
    }
    if (plain.contains("eclipse distribution license")) {
      return "BSD-3-Clause";
    }
    if (plain.contains("epl 1")
        || (plain.contains("eclipse public license") && plain.contains("1"))) {
      return "EPL-1.0";
    }
    if (plain.contains("epl 2") || plain.contains("eclipse public license")) {
      return "EPL-2.0";
    }
    return name;
  }

  /** Returns the day of the jar's newest file; nothing where its build hides the date. */
  Optional<LocalDate> built() throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      return zip.stream()
          .map(ZipEntry::getTimeLocal)
          .map(LocalDateTime::toLocalDate)
          .max(Comparator.naturalOrder())
          .filter(date -> date.getYear() > NO_DATE);
    }
  }
}
