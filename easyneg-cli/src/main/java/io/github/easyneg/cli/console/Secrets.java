package io.github.easyneg.cli.console;

import io.github.easyneg.internal.http.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What is shown of nobody's keys. Messages are made without them, so that of a message only who
 * logs in at an address is hidden, wherever it comes from. A stack trace holds other people's
 * messages: what looks like a key is hidden in it, and the keys and passwords that this program
 * takes from its environment. Immutable.
 */
final class Secrets {
  /** The variables that hold keys, tokens and passwords. */
  static final List<String> VARIABLES =
      List.of(
          "EASYNEG_JUDGE_KEY",
          "EASYNEG_EMBED_KEY",
          "EASYNEG_CHROMA_TOKEN",
          "EASYNEG_PG_PASSWORD",
          "PGPASSWORD",
          "HF_TOKEN",
          "HUGGING_FACE_HUB_TOKEN");

  /** User and password of an address; of the slashes a path keeps one. */
  private static final Pattern LOGIN =
      Pattern.compile("\\b([A-Za-z][A-Za-z0-9+.-]*:/{1,2})[^/\\s'\"]*@");

  /** What an address's query calls a key. */
  private static final Pattern QUERY =
      Pattern.compile(
          "(?i)([?&](?:password|passwd|pwd|token|access_token|key|api[_-]?key|secret|sig|"
              + "signature|x-amz-signature|x-amz-credential)=)[^&\\s'\"]+");

  /** A key as a request's header holds it, and a token of the Hub's, which may come from a file. */
  private static final Pattern KEY =
      Pattern.compile("\\b(?:(Bearer|Basic) [^\\s'\",]+|hf_[A-Za-z0-9]{20,})");

  /** A shorter value is no secret, and would hide parts of words. */
  private static final int SHORTEST = 6;

  private final List<Secret> known;

  Secrets(Map<String, String> environment) {
    this.known =
        VARIABLES.stream()
            .flatMap(name -> Stream.ofNullable(environment.get(name)))
            .map(String::strip)
            .filter(value -> value.length() >= SHORTEST)
            .map(Secret::hidden)
            .flatMap(Optional::stream)
            .toList();
  }

  /** Returns a message without who logs in at an address. */
  static String hiddenInMessage(String text) {
    return LOGIN.matcher(text).replaceAll("$1(hidden)@");
  }

  /** Returns a stack trace without all that is or looks like a key. */
  String hiddenInTrace(String text) {
    String clean = hiddenInMessage(text);
    for (Secret secret : known) {
      clean = secret.hiddenIn(clean);
    }
    clean = QUERY.matcher(clean).replaceAll("$1(hidden)");
    return KEY.matcher(clean)
        .replaceAll(found -> found.group(1) == null ? "(key)" : found.group(1) + " (key)");
  }
}
