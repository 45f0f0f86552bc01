package io.github.easyneg.cli.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * A file that a run wrote.
 *
 * @param records how many it holds, where it holds some
 */
public record Written(Path file, OptionalLong records) {
  private static final long KILO = 1000;

  /** Returns lines that say what was written, each with records and size. */
  public static String table(List<Written> files) {
    int width =
        files.stream().mapToInt(written -> written.file().toString().length()).max().orElse(0);
    StringBuilder lines = new StringBuilder("wrote\n");
    for (Written written : files) {
      String records =
          written.records().isPresent()
              ? String.format(Locale.ROOT, "%,d records", written.records().getAsLong())
              : "";
      lines
          .append(
              String.format(
                      Locale.ROOT,
                      "  %-" + Math.max(1, width) + "s  %10s  %s",
                      written.file(),
                      size(written.file()),
                      records)
                  .stripTrailing())
          .append('\n');
    }
    return lines.toString();
  }

  private static String size(Path file) {
    try {
      return size(Files.size(file));
    } catch (IOException e) {
      return "?";
    }
  }

  /** Returns {@code 999 bytes}, {@code 12.3 kB} or {@code 4.5 GB}. */
  static String size(long bytes) {
    if (bytes < KILO) {
      return bytes + (bytes == 1 ? " byte" : " bytes");
    }
    double amount = bytes;
    String[] units = {"kB", "MB", "GB", "TB"};
    int unit = -1;
    while (amount >= KILO - 0.05 && unit < units.length - 1) {
      amount /= KILO;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %s", amount, units[unit]);
  }
}
