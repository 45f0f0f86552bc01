package io.github.easyneg.langchain4j.internal.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.RateLimitException;
import io.github.easyneg.internal.http.HttpStatus;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class AttemptsTest {
  private final AtomicInteger calls = new AtomicInteger();

  private static Attempts attempts(int most) {
    return new Attempts(most, Duration.ZERO, Duration.ZERO);
  }

  static List<Exception> passing() {
    return List.of(
        new IOException("reset"),
        new TimeoutException(),
        new SocketTimeoutException(),
        new RateLimitException("slow down"),
        new HttpException(429, "slow down"),
        new HttpException(500, "oops"),
        new HttpStatus(503, "oops"),
        new HttpStatus(408, "late"),
        new MalformedReply("hm"),
        new RuntimeException(new RuntimeException(new IOException("wrapped twice"))));
  }

  static List<Exception> lasting() {
    return List.of(
        new IllegalArgumentException("mine"),
        new IllegalArgumentException("mine", new IOException("reset")),
        new AuthenticationException("key"),
        new HttpException(404, "gone"),
        new HttpStatus(400, "bad"),
        new InterruptedIOException(),
        new RuntimeException(new HttpException(400, "wrapped")));
  }

  @ParameterizedTest
  @MethodSource("passing")
  void whatMayPassIsTriedAgain(Exception failure) throws Exception {
    String result =
        attempts(4)
            .call(
                "test",
                () -> {
                  if (calls.incrementAndGet() < 4) {
                    throw failure;
                  }
                  return "done";
                });
    assertThat(result).isEqualTo("done");
  }

  @ParameterizedTest
  @MethodSource("lasting")
  void whatWillNotPassIsNot(Exception failure) {
    assertThatThrownBy(() -> attempts(4).call("test", failing(failure)))
        .isExactlyInstanceOf(Attempts.GaveUp.class)
        .hasCause(failure);
    assertThat(calls).hasValue(1);
  }

  @Test
  void aMalformedReplyIsAskedForAgainAtOnce() {
    List<Duration> pauses = new ArrayList<>();
    Attempts attempts = new Attempts(3, Duration.ofSeconds(1), Duration.ofSeconds(60), pauses::add);

    assertThatThrownBy(() -> attempts.call("test", failing(new MalformedReply("hm"))))
        .isExactlyInstanceOf(Attempts.GaveUp.class);
    assertThat(pauses).containsExactly(Duration.ZERO, Duration.ZERO);
  }

  @Test
  void aWaitThatIsTooLongIsNamed() {
    HttpStatus status = new HttpStatus(429, "Too many", Optional.of(Duration.ofHours(1)));

    assertThat(Attempts.reason(status))
        .endsWith(
            ", and asks to wait 3,600 s, longer than the 300 s that a run waits; start it again"
                + " then");
  }

  @Test
  void whatFailedIsToldInWords() {
    assertThat(Attempts.reason(new IOException("Reset by peer.\nMore.")))
        .isEqualTo("Reset by peer");
    assertThat(Attempts.reason(new TimeoutException())).isEqualTo("TimeoutException");
    assertThat(Attempts.reason(new RuntimeException(new RuntimeException(new ConnectException()))))
        .isEqualTo("ConnectException");
    assertThat(Attempts.reason(new MalformedReply("nothing")))
        .isEqualTo("the model answered nothing");
  }

  @Test
  void theLastFailureAndTheAttemptsAreReported() {
    IOException failure = new IOException("reset");
    assertThatThrownBy(() -> attempts(3).call("test", failing(failure)))
        .isInstanceOfSatisfying(
            Attempts.GaveUp.class,
            gaveUp -> {
              assertThat(gaveUp.last()).isSameAs(failure);
              assertThat(gaveUp.attempts()).isEqualTo("3 attempts");
            });
    assertThat(calls).hasValue(3);
  }

  @Test
  void anInterruptedPauseEndsTheAttemptsAndStaysVisible() {
    assertThatThrownBy(
            () ->
                new Attempts(4, Duration.ofHours(1), Duration.ofHours(1))
                    .call(
                        "test",
                        () -> {
                          Thread.currentThread().interrupt();
                          return failing(new IOException("reset")).call();
                        }))
        .isInstanceOfSatisfying(
            Attempts.GaveUp.class, gaveUp -> assertThat(gaveUp.interrupted()).isTrue());
    assertThat(Thread.interrupted()).isTrue();
    assertThat(calls).hasValue(1);
  }

  @Test
  void anInterruptedThreadCallsNothing() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> attempts(4).call("test", failing(new IOException("reset"))))
        .isInstanceOfSatisfying(
            Attempts.GaveUp.class, gaveUp -> assertThat(gaveUp.interrupted()).isTrue());
    assertThat(Thread.interrupted()).isTrue();
    assertThat(calls).hasValue(0);
  }

  @Test
  void aWrappedInterruptStaysVisible() {
    Exception wrapped = new RuntimeException(new InterruptedException());
    assertThatThrownBy(() -> attempts(4).call("test", failing(wrapped)))
        .isInstanceOfSatisfying(
            Attempts.GaveUp.class, gaveUp -> assertThat(gaveUp.interrupted()).isTrue());
    assertThat(Thread.interrupted()).isTrue();
    assertThat(calls).hasValue(1);
  }

  @Test
  void whatWasSentIsToldFromWhatFailed() {
    assertThat(gaveUp(new HttpException(413, "too long")).refused()).isTrue();
    assertThat(gaveUp(new RuntimeException(new InvalidRequestException("no"))).refused()).isTrue();
    assertThat(gaveUp(new AuthenticationException("key")).refused()).isFalse();
    assertThat(gaveUp(new AuthenticationException("key")).mayPass()).isFalse();
    assertThat(gaveUp(new IOException("reset")).refused()).isFalse();
    assertThat(gaveUp(new IOException("reset")).mayPass()).isTrue();
  }

  private Attempts.GaveUp gaveUp(Exception failure) {
    return catchThrowableOfType(
        Attempts.GaveUp.class, () -> attempts(1).call("test", failing(failure)));
  }

  private java.util.concurrent.Callable<String> failing(Exception failure) {
    return () -> {
      int unused = calls.incrementAndGet();
      throw failure;
    };
  }
}
