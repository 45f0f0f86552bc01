package io.github.easyneg.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts processes that the permissions of files bind. They do not bind root, as which tests run in
 * many a container, but they do once it has given up the two capabilities that it has for that.
 */
final class MortalUser {
  private static final List<List<String>> WAYS =
      List.of(List.of(), List.of("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--"));

  private MortalUser() {}

  /**
   * Returns the words to put before a command; skips the test where there is no way.
   *
   * @param folder to try it out in
   */
  static List<String> words(Path folder) throws Exception {
    assumeTrue(
        Files.getFileStore(folder).supportsFileAttributeView("posix")
            && Files.isExecutable(Path.of("/bin/sh")),
        "files have no permissions here");
    Path forbidden = Files.createFile(folder.resolve("forbidden"));
    forbid(forbidden, "---------");
    try {
      for (List<String> way : WAYS) {
        if (isBound(way, forbidden)) {
          return way;
        }
      }
    } finally {
      Files.delete(forbidden);
    }
    assumeTrue(false, "whoever runs the tests may read every file, and there is no setpriv");
    throw new AssertionError("the line above throws");
  }

  /** Sets permissions, as in {@code r-xr-xr-x}. */
  static void forbid(Path path, String permissions) throws IOException {
    Path unused = Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }

  private static boolean isBound(List<String> way, Path forbidden) throws Exception {
    List<String> command = new ArrayList<>(way);
    command.addAll(List.of("/bin/sh", "-c", "cat \"$0\" 2>/dev/null || echo refused"));
    command.add(forbidden.toString());
    try {
      Process process = new ProcessBuilder(command).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 && said.equals("refused\n");
    } catch (IOException e) {
      // There is no such program.
      return false;
    }
  }
}
