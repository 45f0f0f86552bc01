package io.github.easyneg.langchain4j;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * A server that comes from npm, in the versions that a folder of the tests pins, and is installed
 * once.
 */
final class NpmPackage {
  private static final Path BASE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();

  private final Path source;
  private final Path installed;
  private final String script;

  /**
   * Names a package; nothing is installed yet.
   *
   * @param source the folder with {@code package.json}, its lock and the script
   * @param installed the folder that it goes to
   * @param script starts the server
   */
  NpmPackage(String source, String installed, String script) {
    this.source = BASE.resolve(source);
    this.installed = BASE.resolve(installed);
    this.script = script;
  }

  /** Returns the folder that it goes to. */
  Path folder() {
    return installed;
  }

  /** Returns the name of the script that starts the server. */
  String script() {
    return script;
  }

  /**
   * Installs the package if no earlier build did; builds that run at a time wait for each other.
   */
  Path install() throws IOException, InterruptedException {
    Files.createDirectories(installed);
    try (FileChannel file =
            FileChannel.open(
                installed.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = file.lock()) {
      copy(script);
      Path done = installed.resolve("installed-package-lock.json");
      Path wanted = source.resolve("package-lock.json");
      if (lock.isValid() && Files.exists(done) && Files.mismatch(done, wanted) < 0) {
        return installed;
      }
      copy("package.json");
      copy("package-lock.json");
      String npm = System.getProperty("os.name").startsWith("Windows") ? "npm.cmd" : "npm";
      run(List.of(npm, "ci", "--no-audit", "--no-fund"));
      Files.copy(wanted, done, StandardCopyOption.REPLACE_EXISTING);
      return installed;
    }
  }

  private void copy(String file) throws IOException {
    Files.copy(source.resolve(file), installed.resolve(file), StandardCopyOption.REPLACE_EXISTING);
  }

  private void run(List<String> command) throws IOException, InterruptedException {
    Path log = installed.resolve("npm.log");
    Process npm =
        new ProcessBuilder(command)
            .directory(installed.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (!npm.waitFor(10, TimeUnit.MINUTES)) {
      npm.destroyForcibly();
      throw new IOException("'" + String.join(" ", command) + "' took over 10 minutes");
    }
    if (npm.exitValue() != 0) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "'%s' ended with %d, see %s",
              String.join(" ", command),
              npm.exitValue(),
              BASE.relativize(log)));
    }
  }
}
