package io.github.easyneg.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The list of libraries, and what is refused in it. */
class DependenciesTest {
  private static final Coordinates FRESH = new Coordinates("org.fresh", "fresh", "2.0");
  private static final Coordinates OLD = new Coordinates("org.old", "old", "1.0");
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 26);

  private final Path dir;
  private final RepositoryFolder repository;

  DependenciesTest(@TempDir Path dir) {
    this.dir = dir;
    this.repository = new RepositoryFolder(dir.resolve("repository"));
  }

  @BeforeEach
  void twoLibraries() throws IOException {
    Coordinates parent = new Coordinates("org.fresh", "parent", "7");
    Path unused =
        repository.pom(
            parent, RepositoryFolder.licence("The Apache Software License, Version 2.0"));
    unused =
        repository.pom(
            FRESH,
            "<parent><groupId>org.fresh</groupId><artifactId>parent</artifactId>"
                + "<version>7</version></parent>");
    unused = repository.jar(FRESH, LocalDate.of(2026, 1, 2).atStartOfDay(), Map.of("A.class", ""));
    unused = repository.pom(OLD, RepositoryFolder.licence("MIT License"));
    unused = repository.jar(OLD, LocalDate.of(2024, 11, 25).atStartOfDay(), Map.of("B.class", ""));
  }

  private List<Library> libraries() throws IOException {
    String classPath =
        String.join(
            File.pathSeparator,
            repository.root().resolve(OLD.path("jar")).toString(),
            dir.resolve("module/target/own.jar").toString(),
            repository.root().resolve(FRESH.path("jar")).toString());
    Path file = Files.writeString(dir.resolve("class-path"), classPath);
    return Library.of(file, repository.root());
  }

  private List<String> table(String... notes) throws IOException {
    return Dependencies.table(
        libraries(), Dependencies.notes(List.of(notes)), Optional.empty(), TODAY);
  }

  @Test
  void eachLibraryHasALineWithItsInheritedLicenceAndItsDate() throws IOException {
    assertThat(
            table(
                "# library | for | instead | why old",
                "org.fresh:fresh | speed | slowness |",
                "org.old:old | age | youth | It is finished."))
        .containsExactly(
            "| library | version | licence | built | for | replaced by | known holes |",
            "|---|---|---|---|---|---|---|",
            "| org.fresh:fresh | 2.0 | Apache-2.0 | 2026-01-02 | speed | slowness | not asked |",
            "| org.old:old | 1.0 | MIT | 2024-11-25; kept: It is finished. | age | youth | not"
                + " asked |");
  }

  @Test
  void whatIsOlderThanTwoYearsNeedsAReason() {
    assertThatThrownBy(
            () -> table("org.fresh:fresh | speed | slowness |", "org.old:old | age | youth |"))
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessage(
            "org.old:old:1.0: built on 2024-11-25; expected a version of the last two years, or the"
                + " reason to keep it in its note");
  }

  @Test
  void aHiddenDateNeedsAReasonToo() throws IOException {
    Path unused =
        repository.jar(FRESH, LocalDate.of(1980, 2, 1).atStartOfDay(), Map.of("A.class", ""));
    assertThatThrownBy(
            () -> table("org.fresh:fresh | speed | slowness |", "org.old:old | age | youth | ok"))
        .hasMessage(
            "org.fresh:fresh:2.0: its jar hides its date; expected a version of the last two years,"
                + " or the reason to keep it in its note");
  }

  @Test
  void librariesAndNotesCorrespond() {
    assertThatThrownBy(() -> table("org.old:old | a | b | c", "org.gone:gone | a | b |"))
        .hasMessage(
            "org.fresh:fresh: expected a note on it, found none\n"
                + "org.gone:gone: expected it in the build, found a note alone");
  }

  @Test
  void knownHolesAreThoseOfTheReport() throws IOException {
    String report =
        "{\"dependencies\":[{\"fileName\":\"fresh-2.0.jar\",\"vulnerabilities\":[]},"
            + "{\"fileName\":\"old-1.0.jar\",\"vulnerabilities\":[{\"name\":\"CVE-2025-1\"},"
            + "{\"name\":\"CVE-2024-22\"}]}]}";
    List<String> table =
        Dependencies.table(
            libraries(),
            Dependencies.notes(List.of("org.old:old | a | b | c", "org.fresh:fresh | a | b |")),
            Optional.of(report),
            TODAY);
    assertThat(table.get(2)).endsWith("| none |");
    assertThat(table.get(3)).endsWith("| CVE-2024-22, CVE-2025-1 |");
  }

  @Test
  void aNoteHasFourParts() {
    assertThatThrownBy(() -> Dependencies.notes(List.of("org.old:old | a | b")))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "expected 'library | purpose | replacement | reason to keep an old one', found:"
                + " org.old:old | a | b");
  }

  @Test
  void licenceTextsComeFromTheJarElseByName() throws IOException {
    Path unused =
        repository.jar(
            FRESH,
            LocalDate.of(2026, 1, 2).atStartOfDay(),
            Map.of("META-INF/LICENSE", "theirs", "META-INF/NOTICE.txt", "thanks"));
    Path texts = Files.createDirectories(dir.resolve("texts"));
    unused = Files.writeString(texts.resolve("MIT.txt"), "permission");
    Path out = Files.createDirectories(dir.resolve("out"));

    Licences.gather(libraries(), texts, out);

    assertThat(out.resolve("fresh-2.0/LICENSE")).hasContent("theirs");
    assertThat(out.resolve("fresh-2.0/NOTICE.txt")).hasContent("thanks");
    assertThat(out.resolve("old-1.0/LICENSE.txt")).hasContent("permission");
    assertThat(out.resolve("INDEX.txt"))
        .hasContent("org.fresh:fresh:2.0  Apache-2.0\norg.old:old:1.0  MIT\n");
  }

  @Test
  void aLibraryWithoutALicenceTextIsNamed() throws IOException {
    Path texts = Files.createDirectories(dir.resolve("texts"));
    Path unused = Files.writeString(texts.resolve("MIT.txt"), "permission");
    assertThatThrownBy(
            () -> Licences.gather(libraries(), texts, Files.createDirectories(dir.resolve("out"))))
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessage(
            "expected a licence text for each library; found none for org.fresh:fresh:2.0"
                + " (Apache-2.0). Put the text into "
                + texts
                + ", as SPDX-IDENTIFIER.txt.");
  }
}
