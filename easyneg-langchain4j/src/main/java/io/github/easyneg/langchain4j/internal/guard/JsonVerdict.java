package io.github.easyneg.langchain4j.internal.guard;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The verdict in the fields of a reply's JSON objects. Words and booleans tell it; 0 and 1 only as
 * the single field of an object, and where nothing else does: elsewhere they number passages, or
 * say how sure a model is. What is in brackets and in no object is no JSON, but a citation.
 *
 * @param words what fields say that hold a word or a boolean
 * @param figures what fields say that hold 0 or 1, and are the only ones of their objects
 */
record JsonVerdict(List<Boolean> words, List<Boolean> figures) {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
          .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  /** How deep JSON may be nested for its fields to be looked at. */
  private static final int DEEPEST = 5;

  /** Names of fields that say how sure a model is. */
  private static final Pattern SURE =
      Pattern.compile("confiden|certain|^sure|sure$|sicher", Pattern.CASE_INSENSITIVE);

  /** Names of fields whose figure is a degree, or says where the model looked. */
  private static final Pattern DEGREE_OR_PLACE =
      Pattern.compile(
          "(?i:score|prob|likelihood|logit|weight|rank)"
              + "|^(?i:passage|paragraph|context|chunk|document|doc|source|page|line|sentence|quote"
              + "|citation|reference|evidence|quelle|absatz|zeile|seite)s?$"
              + "|(?:^|[_ -])(?i:ids?|index|idx|nr|num|number|count)$"
              + "|(?:I[dD]s?|Index|Idx|Nr|Num|Number|Count)$");

  /** Finds what the fields of all objects say. */
  static JsonVerdict in(String text, Function<String, Optional<Boolean>> word) {
    JsonVerdict found = new JsonVerdict(new ArrayList<>(), new ArrayList<>());
    int from = text.indexOf('{');
    int to = text.lastIndexOf('}');
    if (from < 0 || to < from) {
      return found;
    }
    try (MappingIterator<JsonNode> values =
        JSON.readerFor(JsonNode.class).readValues(text.substring(from, to + 1))) {
      while (values.hasNextValue()) {
        found.look(values.nextValue(), 0, word);
      }
    } catch (IOException e) {
      // What follows an object is no JSON: a comment, or the object was none.
      return found;
    }
    return found;
  }

  private void look(JsonNode node, int depth, Function<String, Optional<Boolean>> word) {
    if (node.isTextual()) {
      word.apply(node.asText()).ifPresent(words::add);
    } else if (node.isBoolean()) {
      words.add(node.asBoolean());
    } else if (depth < DEEPEST) {
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        JsonNode value = field.getValue();
        if (SURE.matcher(field.getKey()).find()) {
          continue;
        }
        if (node.size() == 1
            && isFigure(value)
            && !DEGREE_OR_PLACE.matcher(field.getKey()).find()) {
          figures.add(value.asInt() == 1);
        }
        look(value, depth + 1, word);
      }
      if (node.isArray()) {
        node.forEach(element -> look(element, depth + 1, word));
      }
    }
  }

  private static boolean isFigure(JsonNode value) {
    return value.isInt() && (value.asInt() == 0 || value.asInt() == 1);
  }

  /** Returns what words and booleans say, if they agree. */
  Optional<Boolean> said() {
    return one(words);
  }

  /** Returns what figures say, if they agree and nothing else is said. */
  Optional<Boolean> figure() {
    return words.isEmpty() ? one(figures) : Optional.empty();
  }

  /** Returns the one verdict among several; nothing if there is none, or they differ. */
  static Optional<Boolean> one(List<Boolean> found) {
    return found.stream().distinct().count() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }
}
