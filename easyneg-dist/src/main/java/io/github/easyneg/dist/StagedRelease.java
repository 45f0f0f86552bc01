package io.github.easyneg.dist;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Holds a folder of deployed files to what Maven Central asks for: a name, description, address,
 * licence, developer and source repository in each POM; sources and Javadoc next to each jar; a
 * signature and checksums for each file; no snapshots, and no repositories of one's own. See <a
 * href="https://central.sonatype.org/publish/requirements/">Central's requirements</a>.
 *
 * <p>Whether a signature is right, {@code gpg --verify} tells; {@code .ci/release} asks it.
 */
public final class StagedRelease {
  private static final List<String> REQUIRED =
      List.of(
          "name",
          "description",
          "url",
          "licenses/license/name",
          "licenses/license/url",
          "developers/developer/name",
          "scm/url",
          "scm/connection");

  private static final Map<String, String> CHECKSUMS = Map.of("md5", "MD5", "sha1", "SHA-1");

  private StagedRelease() {}

  /**
   * Prints what was checked.
   *
   * @param args the folder, and the artifacts that are expected in it
   * @throws IllegalStateException if a rule is broken; the message has a line for each
   */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    List<String> expected = List.of(args).subList(1, args.length);
    List<String> faults = faults(folder, new TreeSet<>(expected));
    if (!faults.isEmpty()) {
      throw new IllegalStateException(String.join("\n", faults));
    }
    System.out.println(expected.size() + " artifacts hold to Maven Central's rules.");
  }

  /**
   * Returns the broken rules.
   *
   * @param expected the artifacts that have to be there, and no others
   */
  static List<String> faults(Path folder, Set<String> expected) throws IOException {
    List<String> faults = new ArrayList<>();
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    Set<String> found = new TreeSet<>();
    for (Path file : files) {
      String name = file.getFileName().toString();
      if (name.endsWith(".pom")) {
        Coordinates of = Coordinates.of(folder, file);
        found.add(of.artifact());
        pom(folder, Pom.read(folder, file), of, faults);
      }
      if (name.endsWith(".pom") || name.endsWith(".jar")) {
        companions(folder, file, faults);
      }
    }
    if (!found.equals(expected)) {
      faults.add(folder + ": expected the artifacts " + expected + ", found " + found);
    }
    return faults;
  }

  private static void pom(Path folder, Pom pom, Coordinates of, List<String> faults) {
    String where = folder.relativize(pom.file()) + ": ";
    for (String element : REQUIRED) {
      if (pom.text(element).isEmpty()) {
        faults.add(where + "expected <" + element + ">, its own or inherited; found none");
      }
    }
    if (of.version().endsWith("-SNAPSHOT")) {
      faults.add(where + "expected a released version, found " + of.version());
    }
    for (String version : pom.dependencyVersions()) {
      if (version.endsWith("-SNAPSHOT")) {
        faults.add(where + "expected released dependencies, found version " + version);
      }
    }
    for (String element : List.of("repositories", "pluginRepositories")) {
      if (pom.has(element)) {
        faults.add(where + "expected no <" + element + ">, because Central is enough");
      }
    }
    if (!"pom".equals(pom.ownText("packaging").orElse("jar"))) {
      for (String kind : List.of("", "-sources", "-javadoc")) {
        Path jar = pom.file().resolveSibling(of.artifact() + "-" + of.version() + kind + ".jar");
        if (!Files.exists(jar)) {
          faults.add(where + "expected " + jar.getFileName() + " beside it, found none");
        }
      }
    }
  }

  private static void companions(Path folder, Path file, List<String> faults) throws IOException {
    String where = folder.relativize(file) + ": ";
    if (!Files.exists(Path.of(file + ".asc"))) {
      faults.add(where + "expected a signature, " + file.getFileName() + ".asc; found none");
    }
    for (Map.Entry<String, String> checksum : CHECKSUMS.entrySet()) {
      Optional<String> stated = content(Path.of(file + "." + checksum.getKey()));
      String real = digest(checksum.getValue(), file);
      if (!stated.equals(Optional.of(real))) {
        faults.add(
            where
                + "expected the "
                + checksum.getKey()
                + " "
                + real
                + ", found "
                + stated.orElse("none"));
      }
    }
  }

  private static Optional<String> content(Path file) throws IOException {
    return Files.exists(file)
        ? Optional.of(
            Stream.of(Files.readString(file, StandardCharsets.US_ASCII).strip().split("\\s", -1))
                .limit(1)
                .collect(Collectors.joining()))
        : Optional.empty();
  }

  private static String digest(String algorithm, Path file) throws IOException {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance(algorithm).digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has MD5 and SHA-1.", e);
    }
  }
}
