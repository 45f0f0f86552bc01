package io.github.easyneg.hub.internal;

import io.github.easyneg.hub.HuggingFaceHubException;
import io.github.easyneg.hub.HuggingFaceHubException.Reason;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns the Hub's error responses into messages: what is wrong, and what to do. */
final class HubErrors {

  // A draft of the IETF: "api";r=0;t=55 means none left for 55 seconds.
  private static final Pattern RATE_LIMIT =
      Pattern.compile(";\\s*r\\s*=\\s*0\\s*;\\s*t\\s*=\\s*(\\d{1,9})");
  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

  private final HubSettings.Connection connection;

  HubErrors(HubSettings.Connection connection) {
    this.connection = connection;
  }

  /**
   * Returns the reply if it is usable: 200, 206, or 416 (nothing left from there on).
   *
   * @throws HuggingFaceHubException if a retry would not help
   * @throws TransientFailure if it might
   */
  Reply check(Target target, Reply reply) throws TransientFailure {
    if (reply.status() == 200 || reply.status() == 206 || reply.status() == 416) {
      return reply;
    }
    reply.close();
    if (mayPass(reply)) {
      throw new TransientFailure(
          Reason.SERVER_ERROR,
          target.place() + ": " + Quoted.address(reply.uri()) + " answered HTTP " + reply.status(),
          "Try again later" + tooLongWish(reply) + ".",
          wish(reply),
          null);
    }
    throw refusal(target, reply);
  }

  /** Returns an exception for an answer that does not come from a Hub. */
  HuggingFaceHubException badAnswer(Target target, String found) {
    return new HuggingFaceHubException(
        Reason.BAD_ANSWER,
        target.place()
            + ": expected an answer of a Hugging Face Hub from "
            + connection.endpoint()
            + ", got "
            + hidden(found)
            + ". Check HF_ENDPOINT, and whether a proxy or a login page answers instead.");
  }

  /** Returns a failure for a connection that could not be made. */
  TransientFailure unreachable(Target target, URI uri, IOException cause) {
    return new TransientFailure(
        Reason.UNREACHABLE,
        target.place()
            + ": "
            + Quoted.origin(uri)
            + " cannot be reached ("
            + hidden(Quoted.of(cause))
            + ")",
        "Check the connection, HF_ENDPOINT, and the proxy (HTTPS_PROXY); or fetch it on"
            + " another machine and copy the cache.",
        null,
        cause);
  }

  private static boolean mayPass(Reply reply) {
    boolean busy = reply.status() == 408 || reply.status() == 429 || reply.status() >= 500;
    // A storage's addresses are signed for a while; the next attempt asks the Hub for a new one.
    return busy || !reply.fromHub();
  }

  private HuggingFaceHubException refusal(Target target, Reply reply) {
    String http = " (HTTP " + reply.status() + ")";
    String place = target.place() + ": ";
    String code = reply.header("X-Error-Code").orElse("");
    String said = hidden(reply.header("X-Error-Message").orElse(""));
    return switch (code) {
      case "RepoNotFound" -> repositoryNotFound(target, http);
      case "RevisionNotFound" ->
          new HuggingFaceHubException(
              Reason.REVISION_NOT_FOUND,
              place
                  + "the repository has no such revision"
                  + http
                  + ". Use a branch, a tag or a commit that "
                  + target.page()
                  + " lists.");
      case "EntryNotFound" ->
          new HuggingFaceHubException(
              Reason.FILE_NOT_FOUND,
              place
                  + "the repository has no such file at that revision"
                  + http
                  + ". Its files are listed at "
                  + target.page()
                  + "/tree/"
                  + target.revision()
                  + ".");
      case "GatedRepo" ->
          new HuggingFaceHubException(
              Reason.GATED,
              place
                  + "the repository is gated"
                  + http
                  + "; "
                  + tokenSent()
                  + ". Log in, accept its conditions at "
                  + target.page()
                  + ", and set HF_TOKEN to a token of that account.");
      default -> uncoded(target, reply, http, said);
    };
  }

  private HuggingFaceHubException uncoded(Target target, Reply reply, String http, String said) {
    boolean badToken = said.startsWith("Invalid credentials");
    if (reply.status() == 401 && !badToken) {
      // The Hub hides what it has from those who are not logged in.
      return repositoryNotFound(target, http);
    }
    if (reply.status() == 401 || reply.status() == 403) {
      return new HuggingFaceHubException(
          Reason.ACCESS_DENIED,
          target.place()
              + ": access was refused"
              + http
              + (said.isEmpty() ? "" : ", \"" + said + "\"")
              + "; "
              + tokenSent()
              + ". Set HF_TOKEN to a valid token that may read "
              + target.page()
              + ", made at "
              + connection.endpoint()
              + "/settings/tokens; a public repository needs none.");
    }
    return badAnswer(
        target, "HTTP " + reply.status() + (said.isEmpty() ? "" : ", \"" + said + "\""));
  }

  private HuggingFaceHubException repositoryNotFound(Target target, String http) {
    return new HuggingFaceHubException(
        Reason.REPOSITORY_NOT_FOUND,
        target.place()
            + ": "
            + connection.endpoint()
            + " has no such "
            + target.repo().type().word
            + ", or it is private"
            + http
            + "; "
            + tokenSent()
            + ". Check the id, and that it is a "
            + target.repo().type().word
            + "; for a private one set HF_TOKEN to a token that may read it.");
  }

  private String tokenSent() {
    return connection.token().isPresent() ? "a token was sent" : "no token was sent";
  }

  private String tooLongWish(Reply reply) {
    Duration wish = wish(reply);
    return wish == null ? "" : ": the server asks to wait " + wish.toSeconds() + " s";
  }

  private static @Nullable Duration wish(Reply reply) {
    Optional<String> limit = reply.header("RateLimit");
    if (reply.status() == 429 && limit.isPresent()) {
      Matcher matcher = RATE_LIMIT.matcher(limit.get());
      if (matcher.find()) {
        // A second more, for the seconds are rounded.
        return Duration.ofSeconds(Long.parseLong(matcher.group(1)) + 1);
      }
    }
    return reply
        .header("Retry-After")
        .map(String::strip)
        .filter(text -> SECONDS.matcher(text).matches())
        .map(text -> Duration.ofSeconds(Long.parseLong(text)))
        .orElse(null);
  }

  /** Sanitises a text from elsewhere, and hides the token where a server repeats it. */
  private String hidden(String text) {
    // Hidden before it is truncated, so that not even half a token is shown.
    return Quoted.clean(connection.token().map(token -> token.hiddenIn(text)).orElse(text));
  }
}
