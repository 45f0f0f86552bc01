package io.github.easyneg.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.easyneg.data.DatasetFormatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What NeMo Retriever's JSON says next to its rows: where its corpora are, and what their ids are.
 */
public final class NemoHead {
  private static final JsonFactory JSON = new JsonFactory();

  private NemoHead() {}

  /** Returns the paths of the corpora that a file names; none where it is another, or broken. */
  public static List<String> corpora(Path path) {
    List<String> paths = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(TextFile.open(path))) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return List.of();
      }
      boolean rows = false;
      while (parser.nextToken() == JsonToken.FIELD_NAME && !(rows && !paths.isEmpty())) {
        String name = parser.currentName();
        boolean array = parser.nextToken() == JsonToken.START_ARRAY;
        if (array && name.equals("corpus")) {
          paths(parser, paths);
        } else if (array && name.equals("data")) {
          if (!isNemo(parser)) {
            return List.of();
          }
          rows = true;
        } else {
          parser.skipChildren();
        }
      }
      return rows ? paths : List.of();
    } catch (IOException | UncheckedIOException | DatasetFormatException e) {
      // Whoever reads the rows says what is wrong with the file.
      return List.of();
    }
  }

  private static void paths(JsonParser parser, List<String> paths) throws IOException {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        parser.skipChildren();
        continue;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean path = parser.currentName().equals("path");
        if (parser.nextToken() == JsonToken.VALUE_STRING && path) {
          paths.add(parser.getText());
        }
        parser.skipChildren();
      }
    }
  }

  /** Tells by the first record what the array holds, and goes on to its end. */
  private static boolean isNemo(JsonParser parser) throws IOException {
    boolean found = false;
    int depth = 1;
    if (parser.nextToken() == JsonToken.START_OBJECT) {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        found |= parser.currentName().equals("pos_doc");
        parser.nextToken();
        parser.skipChildren();
      }
    } else if (parser.currentToken() == JsonToken.END_ARRAY) {
      depth = 0;
    }
    while (found && depth > 0) {
      JsonToken token = parser.nextToken();
      if (token == null) {
        return found;
      }
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
    }
    return found;
  }

  /** Returns the id of a corpus; nothing where the file is not there or says none. */
  public static Optional<String> corpusId(Path metadata) {
    if (!Files.isRegularFile(metadata)) {
      return Optional.empty();
    }
    try (JsonParser parser = JSON.createParser(TextFile.open(metadata))) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.VALUE_STRING && "corpus_id".equals(parser.currentName())) {
          return Optional.of(parser.getText());
        }
      }
      return Optional.empty();
    } catch (IOException | DatasetFormatException e) {
      // As where there is none: the records name a corpus that is missed then.
      return Optional.empty();
    }
  }
}
