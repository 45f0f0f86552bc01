package io.github.easyneg.langchain4j.internal.chroma;

import com.fasterxml.jackson.core.JacksonException;
import io.github.easyneg.internal.http.AnswerTooLarge;
import io.github.easyneg.internal.http.HttpStatus;
import io.github.easyneg.internal.text.OptionFailures;
import io.github.easyneg.internal.text.OptionText;
import io.github.easyneg.internal.text.OptionText.Option;
import io.github.easyneg.langchain4j.internal.remote.Attempts;
import io.github.easyneg.langchain4j.internal.remote.ServerFailures;
import io.github.easyneg.langchain4j.internal.remote.WrongAnswer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** What went wrong between us and a Chroma server, in words: where, what, and what to do. */
final class ChromaFailures {
  private final String server;
  private final ServerFailures common;

  ChromaFailures(ChromaAddress address, Duration timeout) {
    this.server = "Chroma at " + address.url();
    this.common =
        new ServerFailures(
            server, timeout, "ChromaOptions.timeout", "the collection; delete it there");
  }

  /** Returns a collection's name at the beginning of a sentence. */
  String nameOf(ChromaAddress address) {
    return "Collection '" + address.collection() + "' at " + address.url();
  }

  IllegalStateException noDatabase(ChromaAddress address) {
    return OptionFailures.state(
        OptionText.of(
            "{} has no database '{}' of a tenant '{}'. Create it there, or correct {} and {}.",
            server,
            address.database(),
            address.tenant(),
            Option.call("ChromaOptions.tenant"),
            Option.call("ChromaOptions.database")),
        null);
  }

  /**
   * Returns the exception to throw.
   *
   * @param doing what was tried, for example {@code counting collection 'x'}
   */
  RuntimeException of(String doing, Attempts.GaveUp failure) {
    Exception last = failure.last();
    Optional<RuntimeException> ended = common.ended(doing, last);
    if (ended.isPresent()) {
      return ended.get();
    }
    for (Throwable cause : chain(last).toList()) {
      if (cause instanceof HttpStatus status) {
        return refused(doing, failure, status);
      }
      if (cause instanceof WrongAnswer wrong) {
        return common.wrong(doing, wrong);
      }
      if (cause instanceof AnswerTooLarge large) {
        return OptionFailures.unchecked(
            OptionText.of(
                "{} gave a wrong answer: {}: {}. Check that the URL given to {} is a Chroma"
                    + " server's.",
                server,
                doing,
                String.valueOf(large.getMessage()),
                Option.call("ChromaIndex.at")),
            large);
      }
    }
    if (chain(last).anyMatch(ChromaFailures::isTimeout)) {
      return common.late(doing, failure);
    }
    if (chain(last).anyMatch(JacksonException.class::isInstance)) {
      return OptionFailures.unchecked(
          OptionText.of(
              "{} gave an answer that is not Chroma's JSON ({}): {}{}. Check that the URL given to"
                  + " {} is a Chroma server's.",
              server,
              failure.attempts(),
              doing,
              found(last),
              Option.call("ChromaIndex.at")),
          ServerFailures.io(last));
    }
    if (chain(last).anyMatch(IOException.class::isInstance)) {
      return OptionFailures.unchecked(
          OptionText.of(
              "{} cannot be reached ({}): {}. Start the server, or correct the URL given to {}.",
              server,
              failure.attempts(),
              doing,
              Option.call("ChromaIndex.at")),
          ServerFailures.io(last));
    }
    return last instanceof RuntimeException own ? own : new IllegalStateException(doing, last);
  }

  private UncheckedIOException refused(String doing, Attempts.GaveUp failure, HttpStatus found) {
    Object remedy =
        switch (found.status()) {
          case 301, 302, 303, 307, 308 ->
              OptionText.of(
                  "Give {} the address that it redirects to.", Option.call("ChromaIndex.at"));
          case 401, 403 ->
              OptionText.of(
                  "Give the server's token with {}, and see that it may do this.",
                  Option.call("ChromaOptions.token"));
          case 404, 405, 410 ->
              "Check that the URL is that of a Chroma server with API V2 (0.6 or later), and that"
                  + " nobody deleted the collection meanwhile.";
          case 413 -> "Shorten the passage, or raise the server's limit for a request.";
          case 429 -> "Wait a while and run again, or let the server allow more requests.";
          default -> "See the server's log.";
        };
    String said = String.valueOf(found.getMessage());
    return OptionFailures.unchecked(
        OptionText.of(
            "{} answered with status {} ({}): {}: {}{}{}",
            server,
            found.status(),
            failure.attempts(),
            doing,
            said,
            said.endsWith(".") ? " " : ". ",
            remedy),
        ServerFailures.io(failure.last()));
  }

  private static boolean isTimeout(Throwable cause) {
    return cause instanceof TimeoutException || cause instanceof HttpTimeoutException;
  }

  /** Returns what is in the place of Chroma's JSON, where that is JSON too. */
  private static String found(Throwable failure) {
    return chain(failure)
        .flatMap(cause -> cause instanceof NotChroma other ? Stream.of(other) : Stream.empty())
        .map(other -> ": " + other.getOriginalMessage())
        .findFirst()
        .orElse("");
  }

  private static Stream<Throwable> chain(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
  }
}
