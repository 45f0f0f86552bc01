package io.github.easyneg.internal.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.easyneg.internal.text.Excerpt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/** What a server says went wrong, in one line that is fit to be shown. */
final class ServerWords {
  private static final JsonFactory JSON = new JsonFactory();

  /** How Chroma, OpenAI's protocol, TEI and FastAPI call it. */
  private static final Set<String> NAMES = Set.of("message", "error", "detail", "msg");

  private static final int LONGEST = 500;

  private ServerWords() {}

  /** Returns the server's own words, or the whole answer where there are none that are known. */
  static String in(byte[] body) {
    return Excerpt.line(
        message(body).orElseGet(() -> new String(body, StandardCharsets.UTF_8)), LONGEST);
  }

  /** Finds the text of the deepest of the known names that comes first. */
  private static Optional<String> message(byte[] body) {
    Optional<String> found = Optional.empty();
    try (JsonParser in = JSON.createParser(body)) {
      for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
        if (token == JsonToken.VALUE_STRING
            && in.currentName() != null
            && NAMES.contains(in.currentName())
            && (found.isEmpty() || in.currentName().equals("message"))) {
          found = Optional.of(in.getText());
        }
      }
    } catch (IOException e) {
      // Not JSON, or cut off: a proxy's page, for example. What was found is the best there is.
    }
    return found;
  }
}
