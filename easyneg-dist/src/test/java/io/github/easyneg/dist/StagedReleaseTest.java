package io.github.easyneg.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each rule of Maven Central's, broken. */
class StagedReleaseTest {
  private static final String COMPLETE =
      "<name>n</name><description>d</description><url>u</url>"
          + "<licenses><license><name>l</name><url>u</url></license></licenses>"
          + "<developers><developer><name>d</name></developer></developers>"
          + "<scm><url>u</url><connection>c</connection></scm>";

  private static final Coordinates LIB = new Coordinates("org.us", "lib", "1.0");
  private static final String WHERE = "org/us/lib/1.0/lib-1.0";

  private final Path dir;
  private final RepositoryFolder staged;

  StagedReleaseTest(@TempDir Path dir) {
    this.dir = dir;
    this.staged = new RepositoryFolder(dir);
  }

  @BeforeEach
  void aCompleteRelease() throws IOException {
    pom(COMPLETE);
    Path jar = staged.jar(LIB, LocalDateTime.of(2026, 1, 1, 0, 0), Map.of("A.class", ""));
    companions(jar);
    for (String kind : new String[] {"sources", "javadoc"}) {
      companions(Files.copy(jar, dir.resolve(WHERE + "-" + kind + ".jar")));
    }
  }

  private void pom(String elements) throws IOException {
    companions(staged.pom(LIB, elements));
  }

  private static void companions(Path file) throws IOException {
    Path unused = Files.writeString(Path.of(file + ".asc"), "signed");
    unused = Files.writeString(Path.of(file + ".md5"), digest("MD5", 32, file));
    unused = Files.writeString(Path.of(file + ".sha1"), digest("SHA-1", 40, file) + "  file\n");
  }

  private static String digest(String algorithm, int digits, Path file) throws IOException {
    try {
      byte[] sum = MessageDigest.getInstance(algorithm).digest(Files.readAllBytes(file));
      return ("%0" + digits + "x").formatted(new BigInteger(1, sum));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void assertFaults(String... faults) throws IOException {
    assertThat(StagedRelease.faults(dir, new TreeSet<>(Set.of("lib")))).containsExactly(faults);
  }

  @Test
  void aCompleteReleaseHasNoFault() throws IOException {
    assertFaults();
  }

  @Test
  void whatAPomLeavesOutItMayInherit() throws IOException {
    Coordinates parent = new Coordinates("org.us", "parent", "1.0");
    companions(staged.pom(parent, "<packaging>pom</packaging>" + COMPLETE));
    pom(
        "<parent><groupId>org.us</groupId><artifactId>parent</artifactId><version>1.0</version>"
            + "</parent>");
    assertThat(StagedRelease.faults(dir, new TreeSet<>(Set.of("lib", "parent")))).isEmpty();
  }

  @Test
  void elementsThatAreMissingAreNamed() throws IOException {
    pom(
        COMPLETE
            .replace("<url>u</url><connection>c</connection>", "")
            .replace("<name>n</name>", ""));
    assertFaults(
        WHERE + ".pom: expected <name>, its own or inherited; found none",
        WHERE + ".pom: expected <scm/url>, its own or inherited; found none",
        WHERE + ".pom: expected <scm/connection>, its own or inherited; found none");
  }

  @Test
  void snapshotsAndRepositoriesAreNotReleased() throws IOException {
    pom(
        COMPLETE
            + "<repositories/><dependencies><dependency><version>2-SNAPSHOT</version></dependency>"
            + "</dependencies>");
    assertFaults(
        WHERE + ".pom: expected released dependencies, found version 2-SNAPSHOT",
        WHERE + ".pom: expected no <repositories>, because Central is enough");
  }

  @Test
  void aJarComesWithSourcesAndJavadoc() throws IOException {
    Files.delete(dir.resolve(WHERE + "-javadoc.jar"));
    assertFaults(WHERE + ".pom: expected lib-1.0-javadoc.jar beside it, found none");
  }

  @Test
  void eachFileIsSignedAndSummed() throws IOException {
    Files.delete(dir.resolve(WHERE + ".jar.asc"));
    Path unused = Files.writeString(dir.resolve(WHERE + ".pom.md5"), "0");
    String md5 = digest("MD5", 32, dir.resolve(WHERE + ".pom"));
    assertFaults(
        WHERE + ".jar: expected a signature, lib-1.0.jar.asc; found none",
        WHERE + ".pom: expected the md5 " + md5 + ", found 0");
  }

  @Test
  void nothingElseIsReleased() throws IOException {
    assertThat(StagedRelease.faults(dir, new TreeSet<>(Set.of("lib", "other"))))
        .containsExactly(dir + ": expected the artifacts [lib, other], found [lib]");
  }
}
