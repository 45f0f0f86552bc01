package io.github.easyneg.langchain4j.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.RateLimitException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class RetriesTest {
  private final AtomicInteger calls = new AtomicInteger();

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
        new Retries(3, Duration.ZERO)
            .call(
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
    assertThatThrownBy(() -> new Retries(3, Duration.ZERO).call(failing(failure)))
        .isExactlyInstanceOf(Retries.GaveUp.class)
        .hasCause(failure);
    assertThat(calls).hasValue(1);
  }

  @Test
  void theLastFailureAndTheAttemptsAreReported() {
    IOException failure = new IOException("reset");
    assertThatThrownBy(() -> new Retries(2, Duration.ofMillis(1)).call(failing(failure)))
        .isInstanceOfSatisfying(
            Retries.GaveUp.class,
            gaveUp -> {
              assertThat(gaveUp.last()).isSameAs(failure);
              assertThat(gaveUp.attempts()).isEqualTo("3 attempts");
            });
    assertThat(calls).hasValue(3);
  }

  @Test
  void anInterruptedPauseEndsTheRetriesAndStaysVisible() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(
            () -> new Retries(3, Duration.ofHours(1)).call(failing(new IOException("reset"))))
        .isInstanceOfSatisfying(
            Retries.GaveUp.class,
            gaveUp -> assertThat(gaveUp.last()).isInstanceOf(InterruptedException.class));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(calls).hasValue(1);
  }

  private java.util.concurrent.Callable<String> failing(Exception failure) {
    return () -> {
      int unused = calls.incrementAndGet();
      throw failure;
    };
  }
}
