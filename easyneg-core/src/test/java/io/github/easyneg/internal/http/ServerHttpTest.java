package io.github.easyneg.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Servers that answer badly, over real connections. */
class ServerHttpTest {
  private static final Secret KEY = Secret.of("KEY", " sk-geheim123\n").orElseThrow();

  private final ServerSocket socket;
  private final CountDownLatch end = new CountDownLatch(1);

  /** Writes an answer. */
  private interface Answer {
    void to(OutputStream out) throws IOException, InterruptedException;
  }

  ServerHttpTest() throws IOException {
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void stop() throws IOException {
    end.countDown();
    socket.close();
  }

  private void answer(Answer answer) {
    Thread thread =
        new Thread(
            () -> {
              try {
                while (true) {
                  serve(socket.accept(), answer);
                }
              } catch (IOException e) {
                // The test is over, or the client has hung up.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  private static void serve(Socket client, Answer answer) {
    Thread thread =
        new Thread(
            () -> {
              try (client) {
                InputStream in = client.getInputStream();
                for (int newlines = 0; newlines < 2; ) {
                  int c = in.read();
                  newlines = c == '\n' ? newlines + 1 : c == '\r' ? newlines : 0;
                }
                answer.to(client.getOutputStream());
              } catch (IOException e) {
                // The client has hung up, as it should.
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  private void answer(String text) {
    answer(out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  private byte[] get(Duration timeout) throws Exception {
    return new ServerHttp(
            timeout,
            1_000_000,
            Map.of("Authorization", "Bearer " + KEY.value()),
            List.of(KEY),
            ProxySelector.of(null))
        .send("GET", "http://127.0.0.1:" + socket.getLocalPort() + "/v1", null);
  }

  private HttpStatus refusal(String head, String body) {
    answer(
        head
            + "\r\nContent-Length: "
            + body.getBytes(StandardCharsets.UTF_8).length
            + "\r\n\r\n"
            + body);
    HttpStatus status = catchThrowableOfType(HttpStatus.class, () -> get(Duration.ofSeconds(20)));
    assertThat(status).isNotNull();
    return status;
  }

  @Test
  void anAnswerThatStallsMidwayEndsWithTheTimeout() {
    answer(
        out -> {
          out.write(
              "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"half"
                  .getBytes(StandardCharsets.UTF_8));
          end.await();
        });
    assertThatThrownBy(() -> get(Duration.ofMillis(300)))
        .isInstanceOf(HttpTimeoutException.class)
        .hasMessage("no whole answer within 300 ms");
  }

  @Test
  void anAnswerThatDripsEndsWithTheTimeout() {
    answer(
        out -> {
          out.write(
              "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                  .getBytes(StandardCharsets.UTF_8));
          while (end.getCount() > 0) {
            out.write("1\r\n \r\n".getBytes(StandardCharsets.UTF_8));
            out.flush();
            Thread.sleep(20);
          }
        });
    assertThatThrownBy(() -> get(Duration.ofMillis(300)))
        .isInstanceOf(HttpTimeoutException.class)
        .hasMessage("no whole answer within 300 ms");
  }

  @Test
  void anAnswerWithoutEndIsGivenUpBeforeItFillsTheMemory() {
    answer(
        out -> {
          out.write(
              "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                  .getBytes(StandardCharsets.UTF_8));
          byte[] chunk =
              ("10000\r\n" + " ".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.UTF_8);
          while (end.getCount() > 0) {
            out.write(chunk);
          }
        });
    assertThatThrownBy(() -> get(Duration.ofSeconds(20)))
        .isInstanceOf(AnswerTooLarge.class)
        .hasMessage("the answer is larger than 1,000,000 bytes, and was not read on");
  }

  @Test
  void whatIsNoHttpIsSaid() {
    answer("SSH-2.0-OpenSSH_9.2\r\n\r\n");
    assertThatThrownBy(() -> get(Duration.ofSeconds(20))).isInstanceOf(IOException.class);
  }

  @Test
  void aKeyThatTheServerRepeatsIsNotShown() {
    HttpStatus status =
        refusal(
            "HTTP/1.1 400 Bad",
            "{\"error\":{\"message\":\"\\u001b]0;PWNED\\u0007\\u001b[31mbearer sk-geheim123\"}}");
    assertThat(status.words()).isEqualTo("status 400 (Bad Request): ]0;PWNED [31mbearer (key)");
    assertThat(status).hasStackTraceContaining("(key)");
  }

  @Test
  void aRedirectIsNotFollowedButNamed() {
    HttpStatus status =
        refusal("HTTP/1.1 307 Temporary Redirect\r\nLocation: http://other:81/v1?key=abc", "");
    assertThat(status.words())
        .isEqualTo(
            "status 307 (Temporary Redirect): redirects to http://other:81, where nothing was"
                + " sent");
  }

  @Test
  void aRateLimitSaysHowLongToWait() {
    HttpStatus status = refusal("HTTP/1.1 429 Too Many Requests\r\nRetry-After: 7", "{}");
    assertThat(status.words()).isEqualTo("status 429 (Too Many Requests): {}");
    assertThat(status.retryAfter()).contains(Duration.ofSeconds(7));
  }

  @Test
  void aRetryAfterThatIsNothingSaysNothing() {
    assertThat(refusal("HTTP/1.1 503 X\r\nRetry-After: soon", "busy").retryAfter()).isEmpty();
  }

  @Test
  void aRetryAfterMayBeADate() {
    assertThat(
            refusal("HTTP/1.1 503 X\r\nRetry-After: Wed, 21 Oct 2015 07:28:00 GMT", "busy")
                .retryAfter())
        .contains(Duration.ZERO);
  }

  @Test
  void whatServersSayIsFoundInTheirJson() {
    assertThat(refusal("HTTP/1.1 422 X", "{\"error\":\"batch size 33 > 32\",\"error_type\":\"V\"}"))
        .hasMessage("batch size 33 > 32");
  }

  @Test
  void aLongPageIsCut() {
    assertThat(refusal("HTTP/1.1 500 X", "<html>\n" + "x".repeat(10_000)).getMessage())
        .startsWith("<html> xxx")
        .endsWith("x…")
        .hasSize(501);
  }
}
