package io.github.easyneg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.easyneg.cli.console.ExitCode;
import io.github.easyneg.embed.HashingEmbedder;
import io.github.easyneg.embed.TextRole;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command with a model on a server, whose vectors are those of {@code --embedder hashing}. */
class EmbeddingServerTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final HttpServer server;
  private final AtomicInteger requests = new AtomicInteger();

  EmbeddingServerTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void start() {
    server.createContext("/v1/embeddings", this::embed);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void embed(HttpExchange call) throws IOException {
    int unused = requests.incrementAndGet();
    JsonNode texts = JSON.readTree(call.getRequestBody()).get("input");
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode data = answer.putArray("data");
    for (int i = 0; i < texts.size(); i++) {
      ArrayNode numbers = data.addObject().put("index", i).putArray("embedding");
      for (float number :
          HashingEmbedder.defaults()
              .embed(List.of(texts.get(i).asText()), TextRole.PASSAGE)
              .get(0)
              .vector()) {
        numbers.add(number);
      }
    }
    byte[] bytes = JSON.writeValueAsBytes(answer);
    call.sendResponseHeaders(200, bytes.length);
    call.getResponseBody().write(bytes);
    call.close();
  }

  private Cli.Outcome mine(Path out, String... embedder) {
    String[] args = new String[embedder.length + 5];
    System.arraycopy(
        new String[] {"mine", "" + Cli.SAMPLE, "--out", "" + out, "-q"}, 0, args, 0, 5);
    System.arraycopy(embedder, 0, args, 5, embedder.length);
    return Cli.run(args);
  }

  @Test
  void theServersVectorsGiveTheBytesThatTheyGiveInProcessAndTheSecondRunIsFree()
      throws IOException {
    Path local = folder.resolve("local.jsonl");
    assertThat(mine(local, "--embedder", "hashing").code()).isEqualTo(ExitCode.OK);
    String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    for (String name : List.of("first.jsonl", "second.jsonl")) {
      int before = requests.get();
      Path out = folder.resolve(name);
      Cli.Outcome outcome =
          mine(
              out,
              "--embedder",
              "openai",
              "--embed-url",
              url,
              "--model",
              "tiny",
              "--dpath",
              folder.resolve("cache").toString());
      assertThat(outcome).isEqualTo(new Cli.Outcome(ExitCode.OK, "", ""));
      assertThat(out).hasSameBinaryContentAs(local);
      assertThat(requests.get() - before).matches(n -> name.startsWith("first") ? n > 0 : n == 0);
      assertThat(Files.readString(folder.resolve(name + ".config.yml")))
          .contains("embed-url: " + url);
    }
  }

  @Test
  void anAddressWithAKeyIsRefusedAndNotShown() {
    String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    Cli.Outcome outcome =
        mine(
            folder.resolve("out.jsonl"),
            "--embedder",
            "openai",
            "--embed-url",
            url + "?key=geheim",
            "--model",
            "tiny");
    assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.err()).contains("it is not shown").doesNotContain("geheim");
    assertThat(folder).isEmptyDirectory();
  }
}
