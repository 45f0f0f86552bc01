package io.github.easyneg.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.easyneg.data.DatasetFormatException;
import io.github.easyneg.mine.Marks;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ViewServerTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path folder;

  @SuppressWarnings("NullAway.Init")
  private ViewServer server;

  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void serve() throws IOException {
    server = AuditView.of(Audits.small(folder)).serve();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void theReadingOfAnAuditIsToldEveryHundredRowsAndAtTheEnd() throws IOException {
    List<Long> told = new ArrayList<>();
    AuditView view = AuditView.of(Audits.large(folder, 250)).onProgress(told::add);
    try (ViewServer large = view.serve()) {
      assertThat(large.address()).isNotNull();
      assertThat(told).containsExactly(100L, 200L, 250L);
    }
  }

  @Test
  void riskiestRowsComeFirstAndRowsWithoutNegativesLast() throws Exception {
    assertThat(rows("")).containsExactly(2, 1, 3);
    assertThat(rows("order=row")).containsExactly(1, 2, 3);
    assertThat(rows("order=lexicalQuantile")).containsExactly(2, 1, 3);
    assertThat(rows("order=-length")).containsExactly(1, 2, 3);
  }

  @Test
  void filtersAreAboutOneNegativeAtATime() throws Exception {
    assertThat(rows("cosineQuantileFrom=0.8&cosineQuantileTo=1")).containsExactly(2);
    // Row 2 has a negative with each of these, but none with both.
    assertThat(rows("cosineQuantileFrom=0.8&lexicalQuantileTo=0.4")).isEmpty();
    assertThat(rows("pool=easy")).containsExactly(2, 1);
    assertThat(rows("pool=hard")).isEmpty();
    assertThat(rows("guard=answer-bearing")).containsExactly(2, 1, 3);
    assertThat(rows("reuseFrom=2")).containsExactly(1, 2);
  }

  @Test
  void textsAreSearchedForWhateverTheirCase() throws Exception {
    assertThat(rows("text=m%C3%9CNSTER")).containsExactly(2, 1);
    assertThat(rows("text=frequency")).as("a field's name is no text").isEmpty();
  }

  @Test
  void aMarkIsOnTheDiskWhenItIsAnswered() throws Exception {
    JsonNode answer =
        JSON.readTree(
            post("{\"question\":\"Wo steht der Dom?\",\"passage\":\"aa\",\"text\":\"Das"
                    + " Münster\",\"mark\":\"answers\"}")
                .body());
    assertThat(answer.path("marks").asInt()).isEqualTo(1);
    Path file = folder.resolve("audit.jsonl.marks.jsonl");
    assertThat(Files.readString(file))
        .isEqualTo(
            "{\"question\":\"Wo steht der Dom?\",\"passage\":\"aa\",\"text\":\"Das"
                + " Münster\",\"mark\":\"answers\"}\n");
    assertThat(Marks.read(file).of("wo  steht der DOM?", "aa")).contains(Marks.Verdict.ANSWERS);
    assertThat(rows("mark=answers")).containsExactly(1);
    assertThat(rows("mark=none")).containsExactly(2);
  }

  @Test
  void aMarkIsTakenBack() throws Exception {
    post("{\"question\":\"Wer?\",\"passage\":\"aa\",\"text\":\"t\",\"mark\":\"fine\"}");
    post("{\"question\":\"Wer?\",\"passage\":\"aa\",\"text\":\"t\",\"mark\":\"\"}");
    assertThat(folder.resolve("audit.jsonl.marks.jsonl")).isEmptyFile();
    assertThat(Marks.read(folder.resolve("audit.jsonl.marks.jsonl"))).isEqualTo(Marks.none());
  }

  @Test
  void marksThatAnotherProgramWroteMeanwhileAreKept() throws Exception {
    post("{\"question\":\"a\",\"passage\":\"1\",\"text\":\"t\",\"mark\":\"fine\"}");
    Path file = folder.resolve("audit.jsonl.marks.jsonl");
    Marks.read(file)
        .with(new Marks.Mark("b", "2", "another text", Marks.Verdict.TOO_EASY))
        .write(file);
    post("{\"question\":\"c\",\"passage\":\"3\",\"text\":\"t\",\"mark\":\"answers\"}");
    assertThat(Marks.read(file).all())
        .extracting(Marks.Mark::question)
        .containsExactly("a", "b", "c");
  }

  @Test
  void aMarkThatIsNoneIsRefusedAndNothingIsWritten() throws Exception {
    HttpResponse<String> answer =
        post("{\"question\":\"a\",\"passage\":\"1\",\"text\":\"t\",\"mark\":\"great\"}");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo("mark is \"great\"; expected answers, too-easy, fine.");
    assertThat(post("[]").statusCode()).isEqualTo(400);
    assertThat(post("{").statusCode()).isEqualTo(400);
    assertThat(folder.resolve("audit.jsonl.marks.jsonl")).doesNotExist();
  }

  @Test
  void onlyWhoKnowsTheTokenIsAnswered() throws Exception {
    URI other = URI.create("http://" + server.address().getAuthority() + "/");
    for (String path :
        List.of("", "api/rows", "0".repeat(32) + "/api/rows", "..%2f..%2fetc/passwd")) {
      assertThat(get(other.resolve(path)).statusCode()).as(path).isEqualTo(404);
    }
    assertThat(get(server.address().resolve("../../etc/passwd")).statusCode()).isEqualTo(404);
    assertThat(get(server.address().resolve("lit/LICENSE")).statusCode()).isEqualTo(404);
  }

  /** As a web page does whose name was made to point to this machine. */
  @Test
  void aRequestToAnotherHostIsRefused() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
      socket
          .getOutputStream()
          .write(
              ("GET "
                      + server.address().getPath()
                      + "api/rows HTTP/1.1\r\nHost: evil.example\r\n\r\n")
                  .getBytes(StandardCharsets.UTF_8));
      String status =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
              .readLine();
      assertThat(status).startsWith("HTTP/1.1 403");
    }
  }

  @Test
  void marksOfOtherPagesAreRefused() throws Exception {
    String mark = "{\"question\":\"a\",\"passage\":\"1\",\"text\":\"t\",\"mark\":\"fine\"}";
    assertThat(
            send(HttpRequest.newBuilder(server.address().resolve("api/mark"))
                    .header("Content-Type", "application/json")
                    .header("Origin", "https://evil.example")
                    .POST(HttpRequest.BodyPublishers.ofString(mark)))
                .statusCode())
        .isEqualTo(403);
    assertThat(
            send(HttpRequest.newBuilder(server.address().resolve("api/mark"))
                    .header("Content-Type", "text/plain")
                    .POST(HttpRequest.BodyPublishers.ofString(mark)))
                .statusCode())
        .isEqualTo(415);
  }

  @Test
  void theServerListensOnTheLoopbackAddressAlone() {
    assertThat(server.address().getHost()).isEqualTo("127.0.0.1");
  }

  @Test
  void thePageMayRunAndLoadNothingButItsOwn() throws Exception {
    HttpResponse<String> page = get(server.address());
    assertThat(page.headers().firstValue("Content-Security-Policy"))
        .contains(
            "default-src 'none'; img-src data:; script-src 'self'; style-src 'self'; connect-src"
                + " 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
  }

  @Test
  void anAuditThatIsNoneIsNamedWithItsLine() throws IOException {
    Path file = Files.writeString(folder.resolve("rows.jsonl"), "{\"question\":\"Wo?\"}\n");
    assertThatThrownBy(() -> AuditView.of(file).serve())
        .isInstanceOf(DatasetFormatException.class)
        .hasMessage(
            "rows.jsonl:1: answer must be a text; name the file that 'easyneg mine --audit'"
                + " wrote.");
  }

  @Test
  void brokenMarksStopTheViewRatherThanBeLost() throws IOException {
    Path audit = Audits.small(Files.createDirectory(folder.resolve("more")));
    Files.writeString(Path.of(audit + ".marks.jsonl"), "{\"question\":\"Wo?\"}\n");
    assertThatThrownBy(() -> AuditView.of(audit).serve())
        .isInstanceOf(DatasetFormatException.class)
        .hasMessage(
            "audit.jsonl.marks.jsonl:1: passage is missing; a mark is {\"question\", \"passage\","
                + " \"text\", \"mark\"}.");
  }

  private List<Integer> rows(String query) throws Exception {
    HttpResponse<String> answer = get(server.address().resolve("api/rows?" + query));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    List<Integer> numbers = new ArrayList<>();
    JSON.readTree(answer.body()).path("rows").forEach(row -> numbers.add(row.path("row").asInt()));
    return numbers;
  }

  @com.google.errorprone.annotations.CanIgnoreReturnValue
  private HttpResponse<String> post(String body) throws Exception {
    return send(
        HttpRequest.newBuilder(server.address().resolve("api/mark"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> get(URI address) throws Exception {
    return send(HttpRequest.newBuilder(address));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
