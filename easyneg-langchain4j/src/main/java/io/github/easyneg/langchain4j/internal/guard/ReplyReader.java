package io.github.easyneg.langchain4j.internal.guard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a verdict in what models really reply: the word alone, the word and a reason, {@code
 * Answer: NO}, JSON, the word in the passage's language, each after a block of reasoning or with
 * emphasis. A reply that holds both verdicts, or neither, is none.
 */
final class ReplyReader {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OPENING = "<think>";
  private static final String CLOSING = "</think>";
  private static final Pattern DECORATION =
      Pattern.compile("^[\\s\"'“”„«»*`_#>\\-]+|[\\s\"'“”„«»*`_.!]+$");
  private static final Pattern LABEL =
      Pattern.compile(
          "^(?:the |my |die |das )?(?:final )?(?:answer|verdict|reply|response|result|decision"
              + "|antwort|urteil|ergebnis|entscheidung|réponse|respuesta|risposta)\\W*(?:is|lautet"
              + "|ist|:|=|->)[\\s\"'*`:]*",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  private static final Set<String> YES =
      Set.of("YES", "JA", "OUI", "SÍ", "SÌ", "SIM", "TAK", "ДА", "TRUE", "是");
  private static final Set<String> NO =
      Set.of("NO", "NEIN", "NON", "NEE", "NÃO", "NIE", "НЕТ", "FALSE", "否");

  private final String yes;
  private final String no;

  ReplyReader(String yes, String no) {
    this.yes = bare(yes);
    this.no = bare(no);
  }

  /** Returns a word without quotation marks, emphasis and case. */
  static String bare(String word) {
    return DECORATION.matcher(word).replaceAll("").toUpperCase(Locale.ROOT);
  }

  /** Returns the verdict; nothing if it cannot be told. */
  Optional<Boolean> verdict(String reply) {
    int thought = reply.lastIndexOf(CLOSING);
    String said = thought < 0 ? reply : reply.substring(thought + CLOSING.length());
    if (said.contains(OPENING)) {
      return Optional.empty(); // truncated in the middle of its reasoning
    }
    return word(said).or(() -> json(said)).or(() -> inText(said));
  }

  private Optional<Boolean> word(String text) {
    String word = bare(text);
    if (word.equals(yes)) {
      return Optional.of(true);
    }
    if (word.equals(no)) {
      return Optional.of(false);
    }
    return YES.contains(word)
        ? Optional.of(true)
        : NO.contains(word) ? Optional.of(false) : Optional.empty();
  }

  /** Finds the one field of a JSON object that is a verdict. */
  private Optional<Boolean> json(String text) {
    int from = text.indexOf('{');
    int to = text.lastIndexOf('}');
    if (from < 0 || to < from) {
      return Optional.empty();
    }
    try {
      List<Boolean> found = new ArrayList<>();
      for (JsonNode field : JSON.readTree(text.substring(from, to + 1))) {
        if (field.isBoolean()) {
          found.add(field.asBoolean());
        } else if (field.isTextual()) {
          word(field.asText()).ifPresent(found::add);
        }
      }
      return one(found);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Reads the word at the beginning, behind a label, or alone in the last line. */
  private Optional<Boolean> inText(String text) {
    List<String> lines = text.strip().lines().filter(line -> !line.isBlank()).toList();
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    List<Boolean> found = new ArrayList<>();
    beginning(lines.get(0)).ifPresent(found::add);
    for (String line : lines) {
      Matcher label = LABEL.matcher(DECORATION.matcher(line).replaceFirst(""));
      if (label.lookingAt()) {
        beginning(line.substring(line.indexOf(label.group()) + label.end())).ifPresent(found::add);
      }
    }
    word(lines.get(lines.size() - 1)).ifPresent(found::add);
    // Both words in capitals: the model repeated the choice instead of choosing.
    boolean saysYes = stands(yes, text);
    boolean saysNo = stands(no, text);
    if (found.isEmpty() && saysYes != saysNo) {
      found.add(saysYes);
    }
    return found.stream().distinct().count() == 1 && !(saysYes && saysNo && lines.size() == 1)
        ? Optional.of(found.get(0))
        : Optional.empty();
  }

  /** Reads the first word, where something ends it: {@code NO, because}, but not {@code NO ONE}. */
  private Optional<Boolean> beginning(String line) {
    String bare = DECORATION.matcher(line).replaceAll("");
    Matcher first =
        Pattern.compile("^(\\p{L}+)(?:$|[^\\p{L}\\p{N}\\s]|\\s+[^\\p{L}\\s])").matcher(bare);
    return first.find() ? word(first.group(1)) : Optional.empty();
  }

  private static boolean stands(String word, String text) {
    return Pattern.compile(
            "(?<![\\p{L}\\p{N}])" + Pattern.quote(word) + "(?![\\p{L}\\p{N}])",
            Pattern.UNICODE_CHARACTER_CLASS)
        .matcher(text)
        .find();
  }

  private static Optional<Boolean> one(List<Boolean> found) {
    return found.stream().distinct().count() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }
}
