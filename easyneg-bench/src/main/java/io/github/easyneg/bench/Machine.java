package io.github.easyneg.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The machine that a result was measured on: without it, the result means nothing. */
final class Machine {
  private static final String UNKNOWN = "unknown";

  private Machine() {}

  /** Returns processor, Java machine and commit, in one line. */
  static String describe() {
    return String.format(
        Locale.ROOT,
        "%s, %d of its processors, %s %s, commit %s",
        processor(),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("java.vm.name"),
        Runtime.version(),
        commit());
  }

  /** Returns the processor's name and its widest instructions, as Linux tells them. */
  private static String processor() {
    Path file = Path.of("/proc/cpuinfo");
    if (!Files.isReadable(file)) {
      return UNKNOWN + " processor (" + System.getProperty("os.arch") + ")";
    }
    try (Stream<String> lines = Files.lines(file)) {
      List<String> first = lines.takeWhile(line -> !line.isBlank()).toList();
      String wide =
          Stream.of(value(first, "flags").split(" ", -1))
              .filter(flag -> List.of("avx2", "fma", "avx512f", "avx512_vnni").contains(flag))
              .collect(Collectors.joining(" "));
      return value(first, "model name") + " (" + wide + ")";
    } catch (IOException e) {
      return UNKNOWN + " processor (" + e.getMessage() + ")";
    }
  }

  private static String value(List<String> lines, String name) {
    return lines.stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse(UNKNOWN);
  }

  private static String commit() {
    return git("rev-parse", "--short", "HEAD")
        .map(
            commit ->
                git("status", "--porcelain", "--untracked-files=no").orElse("").isEmpty()
                    ? commit
                    : commit + " with changes")
        .orElse(UNKNOWN);
  }

  private static Optional<String> git(String... arguments) {
    List<String> command =
        Stream.concat(Stream.of("git"), Stream.of(arguments)).collect(Collectors.toList());
    try {
      Process git =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return git.waitFor() == 0 ? Optional.of(said) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
