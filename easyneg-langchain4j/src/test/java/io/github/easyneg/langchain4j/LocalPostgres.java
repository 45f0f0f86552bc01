package io.github.easyneg.langchain4j;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The PostgreSQL of this machine, where pgvector is installed for it too: Debian's {@code
 * postgresql-NN-pgvector}. The server is one of its own, with its own data and port, and requires a
 * password. As PostgreSQL refuses to run as root, it then runs as {@code postgres}. It ends when
 * its standard input does.
 */
final class LocalPostgres implements ServerProcess {
  private static final Path PROGRAMS = Path.of("/usr/lib/postgresql");
  private static final Path EXTENSIONS = Path.of("/usr/share/postgresql");
  private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

  private final Path programs;
  private final Path data;
  private final int port;
  private @Nullable Process process;

  private LocalPostgres(Path programs, Path data, int port) {
    this.programs = programs;
    this.data = data;
    this.port = port;
  }

  /** Prepares a server without data; it is not started yet. */
  static LocalPostgres at(int port) throws Exception {
    LocalPostgres server =
        new LocalPostgres(
            installed(), Files.createTempDirectory("easyneg-postgres").toRealPath(), port);
    server.initialise();
    return server;
  }

  private static Path installed() throws IOException {
    if (Files.isDirectory(PROGRAMS)) {
      try (Stream<Path> versions = Files.list(PROGRAMS)) {
        return versions
            .filter(LocalPostgres::hasPgvector)
            .max(Comparator.comparingInt(LocalPostgres::number))
            .orElseThrow(() -> new IOException("pgvector is not installed for PostgreSQL"))
            .resolve("bin");
      }
    }
    throw new IOException("PostgreSQL is not installed");
  }

  private static boolean hasPgvector(Path version) {
    return Files.isExecutable(version.resolve("bin/postgres"))
        && Files.exists(
            EXTENSIONS.resolve(version.getFileName()).resolve("extension/vector.control"));
  }

  private static int number(Path version) {
    return Integer.parseInt(version.getFileName().toString().replaceAll("\\D.*", ""));
  }

  private void initialise() throws IOException, InterruptedException {
    Path password = Files.writeString(data.resolve("password"), "geheim\n");
    if (ROOT) {
      run(List.of("chown", "-R", "postgres", data.toString()));
    }
    run(
        asServer(
            programs.resolve("initdb").toString(),
            "--pgdata=" + data.resolve("db"),
            "--username=postgres",
            "--auth=scram-sha-256",
            "--pwfile=" + password,
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync"));
  }

  private static List<String> asServer(String... command) {
    List<String> all =
        new ArrayList<>(ROOT ? List.of("runuser", "-u", "postgres", "--") : List.of());
    all.addAll(List.of(command));
    return all;
  }

  private void run(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(data.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
      throw new IOException("'" + String.join(" ", command) + "' failed: " + output.strip());
    }
  }

  @Override
  public void start() throws IOException {
    process =
        new ProcessBuilder(
                asServer(
                    "sh",
                    "-c",
                    "\"$@\" & read -r end; kill -INT $!; wait",
                    "sh",
                    programs.resolve("postgres").toString(),
                    "-D",
                    data.resolve("db").toString(),
                    "-p",
                    String.valueOf(port),
                    "-c",
                    "listen_addresses=127.0.0.1",
                    "-c",
                    "unix_socket_directories="))
            .directory(data.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(data.resolve("log").toFile()))
            .start();
  }

  @Override
  public boolean isAlive() {
    return process != null && process.isAlive();
  }

  @Override
  public void kill() throws Exception {
    Path lock = data.resolve("db/postmaster.pid");
    ProcessHandle postmaster =
        ProcessHandle.of(Long.parseLong(Files.readAllLines(lock).get(0).strip())).orElseThrow();
    // Its children end when they see that it is gone; until then its memory is theirs.
    List<ProcessHandle> all = new ArrayList<>(postmaster.children().toList());
    all.add(postmaster);
    boolean unused = postmaster.destroyForcibly();
    end();
    all.forEach(each -> each.onExit().join());
  }

  private void end() throws IOException {
    if (process != null) {
      process.getOutputStream().close();
      process.onExit().join();
    }
  }

  @Override
  public void close() throws IOException {
    end();
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
