package io.github.easyneg.hub.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads settings from environment variables, by the names and precedence of Python's {@code
 * huggingface_hub}, so that both find one cache and one token. A variable that is empty counts as
 * not set.
 */
public final class HubEnvironment {

  static final int LARGEST_PORT = 65_535;

  private static final Set<String> YES = Set.of("1", "ON", "YES", "TRUE");
  private static final Pattern VARIABLE = Pattern.compile("\\$(?:(\\w+)|\\{([^}]*)})");
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  // What the Hub itself gives over plain HTTP.
  private static final long LARGEST_FILE = 50_000_000_000L;

  private final Map<String, String> variables;

  /** Takes the variables. */
  public HubEnvironment(Map<String, String> variables) {
    this.variables = Map.copyOf(variables);
  }

  /**
   * Returns the settings that these variables make.
   *
   * @throws IllegalArgumentException if one of them is invalid
   * @throws UncheckedIOException if the token's file is there and cannot be read
   */
  public HubSettings settings() {
    return new HubSettings(
        new HubSettings.Connection(
            endpoint(get("HF_ENDPOINT").orElse("https://huggingface.co"), "HF_ENDPOINT"),
            token(),
            isSet("HF_HUB_OFFLINE") || isSet("TRANSFORMERS_OFFLINE"),
            seconds("HF_HUB_ETAG_TIMEOUT"),
            seconds("HF_HUB_DOWNLOAD_TIMEOUT")),
        new HubSettings.Cache(cacheDirectory(), !isSet("HF_HUB_DISABLE_SYMLINKS")),
        new HubSettings.Request(Revision.MAIN, Optional.empty(), LARGEST_FILE),
        HubSettings.Observer.LOGGING);
  }

  /**
   * Returns an endpoint without a slash at its end.
   *
   * @param source who names it, for the message
   * @throws IllegalArgumentException if it is not the http(s) address of a server
   */
  public static URI endpoint(String text, String source) {
    try {
      URI uri = new URI(text.replaceFirst("/+$", ""));
      boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (http
          && uri.getHost() != null
          && uri.getPort() <= LARGEST_PORT
          && uri.getRawUserInfo() == null
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Reported below. The text is not quoted: it may hold a password.
    }
    throw new IllegalArgumentException(
        source
            + " is not an endpoint (it is not shown, for it may hold a password); expected http://"
            + " or https://, a host, no port above 65535, and no user, query or fragment, as in"
            + " 'https://huggingface.co'.");
  }

  private Path cacheDirectory() {
    return get("HF_HUB_CACHE")
        .or(() -> get("HUGGINGFACE_HUB_CACHE"))
        .map(this::path)
        .orElseGet(() -> home().resolve("hub"));
  }

  private Path home() {
    return get("HF_HOME")
        .map(this::path)
        .orElseGet(
            () ->
                get("XDG_CACHE_HOME")
                    .map(this::path)
                    .orElseGet(() -> userHome().resolve(".cache"))
                    .resolve("huggingface"));
  }

  private Optional<Token> token() {
    if (isSet("HF_HUB_DISABLE_IMPLICIT_TOKEN")) {
      return Optional.empty();
    }
    Optional<String> named = get("HF_TOKEN").or(() -> get("HUGGING_FACE_HUB_TOKEN"));
    return named.or(this::storedToken).filter(text -> !text.isBlank()).map(Token::new);
  }

  private Optional<String> storedToken() {
    Path file = get("HF_TOKEN_PATH").map(this::path).orElseGet(() -> home().resolve("token"));
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(
          file
              + ": expected the Hugging Face token, but the file cannot be read ("
              + e.getClass().getSimpleName()
              + "). Repair it, or set HF_TOKEN or HF_TOKEN_PATH.",
          e);
    }
  }

  private Duration seconds(String variable) {
    Optional<String> text = get(variable);
    if (text.isEmpty()) {
      return TIMEOUT;
    }
    if (!text.get().matches("[1-9][0-9]{0,5}")) {
      throw new IllegalArgumentException(
          variable
              + " is '"
              + Quoted.clean(text.get())
              + "'; expected whole seconds, 1 to 999999. Correct it, or unset it for 10.");
    }
    return Duration.ofSeconds(Long.parseLong(text.get()));
  }

  private Path path(String text) {
    StringBuilder expanded = new StringBuilder();
    Matcher variable = VARIABLE.matcher(text);
    while (variable.find()) {
      String name = variable.group(1) != null ? variable.group(1) : variable.group(2);
      String value = variables.getOrDefault(name, variable.group());
      variable.appendReplacement(expanded, Matcher.quoteReplacement(value));
    }
    variable.appendTail(expanded);
    if (expanded.toString().equals("~")) {
      return userHome();
    }
    return expanded.toString().matches("~[/\\\\].*")
        ? userHome().resolve(expanded.substring(2))
        : Path.of(expanded.toString());
  }

  private Path userHome() {
    return Path.of(
        get("HOME").or(() -> get("USERPROFILE")).orElseGet(() -> System.getProperty("user.home")));
  }

  private boolean isSet(String variable) {
    return get(variable).map(text -> YES.contains(text.toUpperCase(Locale.ROOT))).orElse(false);
  }

  private Optional<String> get(String variable) {
    return Optional.ofNullable(variables.get(variable)).filter(text -> !text.isEmpty());
  }
}
