package io.github.easyneg.internal.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/** What a server says went wrong, in one line that is fit to be shown. */
final class Said {
  private static final JsonFactory JSON = new JsonFactory();

  /** How Chroma, OpenAI's protocol, TEI and FastAPI call it. */
  private static final Set<String> NAMES = Set.of("message", "error", "detail", "msg");

  private static final int LONGEST = 500;

  private Said() {}

  /** Returns the server's own words, or the whole answer where there are none that are known. */
  static String in(byte[] body) {
    return line(message(body).orElseGet(() -> new String(body, StandardCharsets.UTF_8)));
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

  /** Returns a text in one line, without characters that a terminal would obey. */
  static String line(String text) {
    String clean =
        text.replaceAll("[\\p{Cntrl}\\p{Cf}\\u0085\\u2028\\u2029]+", " ")
            .replaceAll("\\s+", " ")
            .strip();
    return clean.length() > LONGEST ? clean.substring(0, LONGEST) + "…" : clean;
  }
}
