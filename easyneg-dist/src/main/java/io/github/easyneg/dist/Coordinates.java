package io.github.easyneg.dist;

import java.nio.file.Path;

/** What Maven calls an artifact. */
record Coordinates(String group, String artifact, String version) {

  /**
   * Returns the coordinates of a file that lies in a repository as {@code
   * group/as/folders/artifact/version/file}.
   *
   * @throws IllegalArgumentException if the file does not lie so
   */
  static Coordinates of(Path repository, Path file) {
    Path inside = repository.relativize(file);
    int names = inside.getNameCount();
    if (names < 4 || inside.startsWith("..")) {
      throw new IllegalArgumentException(
          file + ": expected a file of the Maven repository " + repository + ".");
    }
    String group = inside.subpath(0, names - 3).toString().replace('\\', '/').replace('/', '.');
    return new Coordinates(
        group, inside.getName(names - 3).toString(), inside.getName(names - 2).toString());
  }

  /** Returns where the file of that type lies in a repository. */
  String path(String type) {
    return group.replace('.', '/')
        + "/"
        + artifact
        + "/"
        + version
        + "/"
        + artifact
        + "-"
        + version
        + "."
        + type;
  }

  /** Returns group and artifact, which name a library whatever its version. */
  String library() {
    return group + ":" + artifact;
  }

  @Override
  public String toString() {
    return library() + ":" + version;
  }
}
