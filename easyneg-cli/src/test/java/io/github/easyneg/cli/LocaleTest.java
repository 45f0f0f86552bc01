package io.github.easyneg.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same bytes in every locale: digits, decimal points and letters of the user's play no part.
 */
class LocaleTest {
  private static final List<String> LOCALES =
      List.of("en-US", "tr-TR", "ar-EG", "de-DE", "fa-IR", "bn-BD", "hi-IN-u-nu-deva");

  @Test
  void allThatIsWrittenAndPrintedIsTheSame(@TempDir Path folder) throws Exception {
    assumeTrue(Files.exists(Path.of("/bin/sh")), "needs a shell");
    Map<String, String> expected = files(folder, LOCALES.get(0));
    assertThat(expected)
        .containsKeys("hub/train.jsonl", "hub/README.md", "ft.yml", "report/report.json", "printed")
        .hasSizeGreaterThan(9);
    for (String locale : LOCALES.subList(1, LOCALES.size())) {
      assertThat(files(folder, locale)).as(locale).isEqualTo(expected);
    }
  }

  /** Mines in a locale, and returns each file but for times and the locale's folder. */
  private static Map<String, String> files(Path folder, String locale) throws Exception {
    Path out = Files.createDirectory(folder.resolve("run"));
    Path printed = folder.resolve("printed");
    String[] tag = locale.split("-", -1);
    String options =
        "-Duser.language=%s -Duser.country=%s -Duser.extensions=%s"
            .formatted(tag[0], tag[1], tag.length > 2 ? "u-nu-deva" : "");
    try (CommandProcess process =
        CommandProcess.startAs(
            List.of("sh", "-c", "JAVA_TOOL_OPTIONS='" + options + "' exec \"$@\"", "sh"),
            printed,
            "mine",
            "" + Cli.SAMPLE,
            "--hub-folder",
            "" + out.resolve("hub"),
            "--ft-config",
            "" + out.resolve("ft.yml"),
            "--audit",
            "" + out.resolve("audit.json"),
            "--report",
            "" + out.resolve("report"),
            "--split",
            "val=0.2",
            "--max-reuse",
            "9",
            "--when-short",
            "widen",
            "--resume",
            "" + out.resolve("work"),
            "--progress",
            "none",
            "--guard",
            "margin:0.05",
            "--embedder",
            "hashing")) {
      assertThat(process.finish()).as(process.printed()).isZero();
    }
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(out)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(out.relativize(file).toString(), withoutTimes(Files.readString(file)));
      }
    }
    files.put("printed", withoutTimes(Files.readString(printed)).replaceFirst("Picked up.*\n", ""));
    delete(out);
    return files;
  }

  private static String withoutTimes(String text) {
    return text.replaceAll("(?s)\"time\" : \\{.*?\\}", "")
        .replaceAll("\\d+(?:\\.\\d)? s\\b", "TIME")
        .replaceAll("\\d+\\.\\d kB", "SIZE");
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static final Pattern BY_THE_USERS =
      Pattern.compile(
          "(String\\.format|\\.printf)\\(\\s*+(?!Locale\\.)|\\.formatted\\(|to(Lower|Upper)Case\\(\\)"
              + "|String::to(Lower|Upper)Case|String::format");

  @Test
  void noModuleAsksForTheUsersLocale() throws IOException {
    MainSources.requireNone(BY_THE_USERS);
  }
}
