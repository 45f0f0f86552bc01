package io.github.easyneg.hub;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.easyneg.hub.HuggingFaceHubException.Reason;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Objects;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

/** Servers with which no conversation comes about. */
class HubConnectionTest extends HubFixture {
  private static final char[] PASSWORD = "password".toCharArray();

  @Test
  void certificateThatNobodyTrustsIsAnErrorThatSaysWhereToPutIt() throws Exception {
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(selfSigned()));
    server.start();
    try {
      String endpoint = "https://localhost:" + server.getAddress().getPort();

      HuggingFaceHubException failure = failure(endpoint);

      assertThat(failure.reason()).isEqualTo(Reason.UNREACHABLE);
      assertThat(failure)
          .hasMessage(
              place()
                  + endpoint
                  + " has no certificate that this Java trusts (SSLHandshakeException: "
                  + Objects.requireNonNull(failure.getCause()).getMessage()
                  + "). Where a company's proxy intercepts connections, add its certificate to the"
                  + " trust store (-Djavax.net.ssl.trustStore=..).");
      assertThat(waits).isEmpty();
    } finally {
      server.stop(0);
    }
  }

  private HuggingFaceHubException failure(String endpoint) {
    return catchThrowableOfType(
        HuggingFaceHubException.class,
        () -> {
          var unused = client("HF_ENDPOINT", endpoint).fetchDataset(DATASET, FILE);
        });
  }

  /** Returns a server's side of TLS, with a certificate that the JDK's own tool makes. */
  private SSLContext selfSigned() throws Exception {
    Path store = home.resolve("server.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), ISO_8859_1);
    assertThat(keytool.waitFor()).as(said).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  @Test
  void answerThatIsNotHttpIsRefused() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread server = new Thread(() -> answer(socket, "HTTP/1.1 200 OK\r\nContent-Length: ten"));
      server.start();
      String endpoint = "http://127.0.0.1:" + socket.getLocalPort();

      HuggingFaceHubException failure = failure(endpoint);

      assumeTrue(
          failure.reason() == Reason.BAD_ANSWER,
          "this Java's client takes it for a broken connection");
      assertThat(failure)
          .hasMessage(
              place()
                  + "expected an answer of a Hugging Face Hub from "
                  + endpoint
                  + ", got an answer that is not HTTP (For input string: \"ten\"). Check"
                  + " HF_ENDPOINT, and whether a proxy or a login page answers instead.");
      server.join();
    }
  }

  private static void answer(ServerSocket socket, String head) {
    try (Socket connection = socket.accept()) {
      BufferedReader in =
          new BufferedReader(new InputStreamReader(connection.getInputStream(), ISO_8859_1));
      String line = in.readLine();
      while (line != null && !line.isEmpty()) {
        line = in.readLine();
      }
      connection.getOutputStream().write((head + "\r\n\r\n").getBytes(ISO_8859_1));
    } catch (IOException e) {
      // The client went away, which its own error tells.
    }
  }
}
