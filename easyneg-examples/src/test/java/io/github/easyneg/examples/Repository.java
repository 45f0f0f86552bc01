package io.github.easyneg.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of this project, as tests of this module see them. */
final class Repository {
  /** Its top folder: Maven runs a module's tests in the module's own folder. */
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  static final Path SAMPLE = ROOT.resolve("easyneg-examples/data/sample.jsonl");

  private Repository() {}

  static Path path(String relative) {
    return ROOT.resolve(relative);
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns README and its neighbours, and all pages under docs. */
  static List<Path> pages() {
    return Stream.concat(files(ROOT, 1), files(ROOT.resolve("docs"), 9))
        .filter(file -> file.toString().endsWith(".md"))
        .sorted()
        .toList();
  }

  /** Returns the Java files of all modules' main code. */
  static List<Path> mainSources() {
    return sources("src/main/java");
  }

  /** Returns the files whose regions pages show: main code, and snippets for Spark beside it. */
  static List<Path> shown() {
    return Stream.concat(
            mainSources().stream(),
            Stream.of(
                path("easyneg-spark/src/test/java/io/github/easyneg/spark/SparkSnippets.java")))
        .toList();
  }

  /** Returns the Java files of all modules, tests included. */
  static List<Path> sources() {
    return sources("src");
  }

  private static List<Path> sources(String folder) {
    return files(ROOT, 1, true)
        .map(module -> module.resolve(folder))
        .filter(Files::isDirectory)
        .flatMap(sources -> files(sources, 20))
        .filter(file -> file.toString().endsWith(".java"))
        .sorted()
        .toList();
  }

  private static Stream<Path> files(Path folder, int depth) {
    return files(folder, depth, false);
  }

  private static Stream<Path> files(Path folder, int depth, boolean folders) {
    try (Stream<Path> all = Files.walk(folder, depth)) {
      return all.filter(path -> folders == Files.isDirectory(path)).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
