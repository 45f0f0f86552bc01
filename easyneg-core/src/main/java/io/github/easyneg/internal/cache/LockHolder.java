package io.github.easyneg.internal.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds out who has a file locked, where the operating system tells: Linux lists all locks. */
final class LockHolder {
  private static final Path ALL_LOCKS = Path.of("/proc/locks");

  private LockHolder() {}

  /** Returns {@code process 4711 (python3)}, or {@code another program} where nobody can tell. */
  static String of(Path file) {
    return process(file)
        .map(
            pid ->
                "process "
                    + pid
                    + ProcessHandle.of(pid)
                        .flatMap(process -> process.info().command())
                        .map(command -> " (" + Path.of(command).getFileName() + ")")
                        .orElse(""))
        .orElse("another program");
  }

  /** Finds a line like {@code 3: POSIX ADVISORY WRITE 4711 fe:01:131082 0 EOF}. */
  private static Optional<Long> process(Path file) {
    try (Stream<String> locks = Files.lines(ALL_LOCKS)) {
      String inode = ":" + Files.getAttribute(file, "unix:ino");
      return locks
          .map(line -> line.strip().split("\\s+"))
          .filter(fields -> fields.length > 5 && fields[5].endsWith(inode))
          .map(fields -> Long.valueOf(fields[4]))
          .filter(pid -> pid > 0)
          .findFirst();
    } catch (IOException | RuntimeException e) {
      // Another system, or a form of the list that is not known: the message says less.
      return Optional.empty();
    }
  }
}
