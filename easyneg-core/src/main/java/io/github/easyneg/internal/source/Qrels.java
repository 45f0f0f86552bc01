package io.github.easyneg.internal.source;

import io.github.easyneg.data.DatasetFormatException;
import io.github.easyneg.data.Place;
import io.github.easyneg.internal.json.BadRow;
import io.github.easyneg.internal.json.JsonRows;
import io.github.easyneg.internal.json.TextFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Which passages answer which query, from a file of BEIR, {@code query-id, corpus-id, score} with
 * tabs between, under a line of names or not; or of TREC, {@code query-id, 0, corpus-id, score}
 * with white space between. What is scored 0 or less does not answer.
 */
final class Qrels {
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

  private final String file;
  private final Map<String, Map<String, Integer>> lines = new LinkedHashMap<>();

  private Qrels(String file) {
    this.file = file;
  }

  /**
   * Reads a file.
   *
   * @param bad gets lines that say nothing
   */
  static Qrels read(Path path, Consumer<BadRow> bad) {
    Qrels qrels = new Qrels(String.valueOf(path.getFileName()));
    int number = 0;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                TextFile.open(path),
                StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        qrels.add(line, number, bad);
      }
    } catch (CharacterCodingException e) {
      throw new DatasetFormatException(
          Place.of(qrels.file, number + 1),
          "what follows is not UTF-8; save the file as UTF-8.",
          true,
          e);
    } catch (IOException e) {
      throw JsonRows.unreadable(qrels.file, e);
    }
    if (qrels.lines.isEmpty()) {
      throw new DatasetFormatException(
          Place.of(qrels.file),
          "there are no rows; expected lines of query-id, corpus-id and a score above 0, with tabs"
              + " between.",
          false,
          null);
    }
    return qrels;
  }

  private void add(String line, int number, Consumer<BadRow> bad) {
    Optional<List<String>> fields = fields(line);
    if (line.isBlank() || (number == 1 && isHeader(line))) {
      return;
    }
    if (fields.isEmpty()) {
      bad.accept(
          problem(
              number,
              "a line is query-id, corpus-id and score, with tabs between, found \"" + line + "\".",
              line));
      return;
    }
    if (Double.parseDouble(fields.get().get(2)) > 0) {
      lines
          .computeIfAbsent(fields.get().get(0), query -> new LinkedHashMap<>())
          .putIfAbsent(fields.get().get(1), number);
    }
  }

  /** Returns query, passage and score; empty if a line has no such. */
  private static Optional<List<String>> fields(String line) {
    String[] tabs = line.split("\t", -1);
    String[] parts = tabs.length == 1 ? line.strip().split("\\s+") : tabs;
    for (int i = 0; i < parts.length; i++) {
      parts[i] = unquoted(parts[i].strip());
    }
    boolean trec = parts.length == 4 && parts[1].matches("Q?0");
    if (!(trec || (parts.length == 3 && tabs.length == 3))
        || parts[0].isEmpty()
        || parts[parts.length - 2].isEmpty()
        || !NUMBER.matcher(parts[parts.length - 1]).matches()) {
      return Optional.empty();
    }
    return Optional.of(List.of(parts[0], parts[parts.length - 2], parts[parts.length - 1]));
  }

  private static String unquoted(String text) {
    return text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")
        ? text.substring(1, text.length() - 1)
        : text;
  }

  private static boolean isHeader(String line) {
    String[] parts = line.split("\t", -1);
    return parts.length >= 3
        && !NUMBER.matcher(unquoted(parts[parts.length - 1].strip())).matches();
  }

  /** Returns the ids of all passages that answer a query. */
  Set<String> passages() {
    Set<String> all = new HashSet<>();
    lines.values().forEach(passages -> all.addAll(passages.keySet()));
    return all;
  }

  /** Returns the queries and, for each, the passages that answer it and the lines that say so. */
  Map<String, Map<String, Integer>> lines() {
    return lines;
  }

  /** Returns what is wrong with a line. */
  BadRow problem(int line, String problem, String text) {
    return new BadRow(
        line,
        line,
        new DatasetFormatException(Place.of(file, line), problem, false, null),
        BadRow.beginning(text));
  }
}
