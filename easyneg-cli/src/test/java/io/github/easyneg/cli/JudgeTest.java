package io.github.easyneg.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.github.easyneg.cli.console.ExitCode;
import io.github.easyneg.cli.options.Judge;
import io.github.easyneg.data.Passage;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.langchain4j.ChatJudge.Malformed;
import io.github.easyneg.langchain4j.LangChain4j;
import io.github.easyneg.mine.BatchGuard.Pair;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgeTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @Test
  void whatTheModelSaysAnswersIsRejectedAndCounted() throws IOException {
    try (ChatServer server = ChatServer.start("", text -> text.contains("<passage>\nGeige"))) {
      Path audit = folder.resolve("audit.jsonl");
      Cli.Outcome outcome = mine(server, "-k", "3", "--audit", "" + audit);

      int judged = server.requests().size();
      long rejected =
          server.requests().stream().filter(r -> ("" + r).contains("<passage>\\nGeige")).count();
      assertThat(rejected).isPositive();
      assertThat(outcome.code()).isEqualTo(ExitCode.OK);
      assertThat(outcome.err())
          .endsWith(
              "easyneg: tiny:1b judged %d candidates and rejected %d.\n"
                  .formatted(judged, rejected));
      assertThat(outcome.out())
          .contains("rejected               " + rejected + " by judge tiny:1b\n")
          .contains("negatives mined        360 of 360\n");
      assertThat(Files.readAllLines(audit))
          .noneMatch(row -> row.matches(".*\"negatives\":\\[[^\\]]*\"text\":\"Geige.*"))
          .anyMatch(row -> row.matches(".*\"rejected\":\\[.*\"text\":\"Geige.*"));
    }
  }

  @Test
  void whatTheModelSaysAnswersIsWrittenAsAPositive() throws IOException {
    try (ChatServer server = ChatServer.start("", text -> text.contains("<passage>\nGeige"))) {
      Path relabelled = folder.resolve("new/relabelled.jsonl");
      Cli.Outcome outcome = mine(server, "-k", "3", "--relabelled", "" + relabelled);

      assertThat(outcome.code()).isEqualTo(ExitCode.OK);
      assertThat(outcome.out()).containsPattern("relabelled +\\d+ new positives in \\d+ rows\n");
      assertThat(Files.readAllLines(relabelled))
          .hasSize(120)
          .anyMatch(row -> row.contains("\"by\":\"judge tiny:1b\",\"verdict\":\"answers\""));
    }
  }

  @Test
  void relabelledRowsNeedAGuardThatKnowsAnswers() {
    assertThat(
            Cli.mine(
                folder.resolve("train.jsonl"),
                "--relabelled",
                "" + folder.resolve("relabelled.jsonl")))
        .isEqualTo(
            new Cli.Outcome(
                ExitCode.USAGE,
                "",
                "easyneg: --relabelled has nothing to write: no guard says which passages answer a"
                    + " question. Add a judge, a cross-encoder or marks, or leave it out.\n"));
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void theModelIsAskedByItsNameAtTemperatureZero() throws IOException {
    try (ChatServer server = ChatServer.start("", text -> false)) {
      assertThat(mine(server).code()).isEqualTo(ExitCode.OK);

      assertThat(server.requests())
          .hasSize(120)
          .allMatch(request -> request.path("model").asText().equals("tiny:1b"))
          .allMatch(request -> request.path("temperature").asDouble(1) == 0);
      assertThat(Files.readString(folder.resolve("train.jsonl.config.yml")))
          .contains("judge: " + server.url() + "\njudge-model: tiny:1b\n");
    }
  }

  @Test
  void aModelThatTakesNoTemperatureOfOursJudgesAtItsOwn() throws IOException {
    try (ChatServer server = ChatServer.start("", text -> false)) {
      server.refuse("temperature");
      Cli.Outcome outcome = mine(server, "--judge-calls", "1", "--quiet");

      assertThat(outcome.code()).isEqualTo(ExitCode.OK);
      assertThat(outcome.err())
          .isEqualTo(
              "easyneg: warning: The model rejects temperature 0 and uses its own default: verdicts"
                  + " may differ from run to run.\n");
      assertThat(server.requests()).hasSize(120).noneMatch(r -> r.has("temperature"));
    }
  }

  @Test
  void noTemperatureIsSentWhereNoneIsWanted() throws IOException {
    try (ChatServer server = ChatServer.start("", text -> false)) {
      Cli.Outcome outcome = mine(server, "--judge-temperature", "none");

      assertThat(outcome.code()).isEqualTo(ExitCode.OK);
      assertThat(server.requests()).hasSize(120).noneMatch(r -> r.has("temperature"));
    }
  }

  @Test
  void theReplyIsAskedForAsJsonWhereTheServerTakesThat() throws IOException {
    try (ChatServer server = ChatServer.start("", text -> false)) {
      server.reply(text -> "{\"verdict\": \"NO\"}");
      assertThat(mine(server).code()).isEqualTo(ExitCode.OK);
      assertThat(server.requests())
          .hasSize(120)
          .allMatch(r -> r.at("/response_format/type").asText().equals("json_schema"));
    }
    try (ChatServer server = ChatServer.start("", text -> false)) {
      server.refuse("response_format");
      assertThat(mine(server).code()).isEqualTo(ExitCode.OK);
      assertThat(server.requests()).hasSize(120).noneMatch(r -> r.has("response_format"));
    }
  }

  @Test
  void aModelThatCannotBeReadIsGivenUpNotItsPassages() throws IOException {
    try (ChatServer server = ChatServer.start("", text -> false)) {
      server.reply(text -> "I am not sure about that.");
      Cli.Outcome outcome = mine(server, "--judge-calls", "1", "-q");

      assertThat(outcome)
          .isEqualTo(
              new Cli.Outcome(
                  ExitCode.ENVIRONMENT,
                  "",
                  outcome
                          .err()
                          .lines()
                          .filter(l -> l.contains("warning: "))
                          .reduce("", (a, b) -> a + b + "\n")
                      + "easyneg: --judge "
                      + server.url()
                      + ": tiny:1b gave no verdict: Guard 'judge tiny:1b': the model gave no valid"
                      + " verdict in 36 replies in a row; it was to answer 'YES' or 'NO', and last"
                      + " answered 'I am not sure about that.'. Use another model, or another"
                      + " prompt; look at the server and the model's name, and whether"
                      + " EASYNEG_JUDGE_KEY holds the key that it requires. With --resume DIR the"
                      + " same command goes on where it was.\n"));
      assertThat(server.requests()).hasSize(36);
      assertThat(folder).isEmptyDirectory();
    }
  }

  @Test
  void aJudgeThatTurnsEverythingAwayEndsTheRun() throws IOException {
    try (ChatServer server = ChatServer.start("", text -> true)) {
      Cli.Outcome outcome = mine(server, "--quiet");

      assertThat(outcome.code()).isEqualTo(ExitCode.ENVIRONMENT);
      assertThat(outcome.err())
          .isEqualTo(
              "easyneg: --judge "
                  + server.url()
                  + ": tiny:1b rejected each of its first 256 candidates, so that no negative is"
                  + " left; nothing was written. See what it replies, or name another model.\n");
      assertThat(folder).isEmptyDirectory();
    }
  }

  @Test
  void callsAndTokensAreCountedAndTheBudgetEndsTheRun() throws IOException {
    try (ChatServer server = ChatServer.start("", text -> false)) {
      assertThat(mine(server).out())
          .contains(
              "asked                  judge tiny:1b: calls 120, input tokens 120, output tokens"
                  + " 120\n");
      assertThat(mine(server, "--judge-budget", "120").code()).isEqualTo(ExitCode.OK);
      int before = server.requests().size();

      Cli.Outcome outcome = mine(server, "--judge-budget", "119", "-q");

      assertThat(outcome.code()).isEqualTo(ExitCode.ENVIRONMENT);
      assertThat(outcome.err())
          .isEqualTo("easyneg: --judge " + server.url() + SPENT.formatted(119));
      assertThat(server.requests()).hasSize(before + 119);
    }
  }

  private static final String SPENT =
      ": Guard 'judge tiny:1b': the budget of %d calls is used up; raise --judge-budget. With"
          + " --resume DIR the same command goes on from the verdicts that were paid for, with a"
          + " budget of its own.\n";

  @Test
  void aBudgetThatIsLessThanAChunkNeedsIsPaidOnce() throws IOException {
    try (ChatServer server = ChatServer.start("", text -> text.hashCode() % 5 == 0)) {
      assertThat(mine(server, "-k", "3", "-q").code()).isEqualTo(ExitCode.OK);
      byte[] expected = Files.readAllBytes(folder.resolve("train.jsonl"));
      Files.delete(folder.resolve("train.jsonl"));
      int whole = server.requests().size();
      assertThat(whole).isGreaterThan(360);
      int budget = whole / 3 + 1;
      String[] again = {
        "-k", "3", "-q", "--resume", "" + folder.resolve("work"), "--judge-budget", "" + budget
      };

      Cli.Outcome spent =
          new Cli.Outcome(
              ExitCode.ENVIRONMENT,
              "",
              "easyneg: --judge " + server.url() + SPENT.formatted(budget));
      assertThat(mine(server, again)).isEqualTo(spent);
      assertThat(server.requests()).hasSize(whole + budget);
      assertThat(mine(server, again)).isEqualTo(spent);
      assertThat(server.requests()).hasSize(whole + 2 * budget);
      assertThat(mine(server, again).code()).isEqualTo(ExitCode.OK);
      assertThat(server.requests()).hasSize(2 * whole);
      assertThat(folder.resolve("train.jsonl")).hasBinaryContent(expected);
      assertThat(folder.resolve("work/train.jsonl/verdicts.txt")).doesNotExist();
    }
  }

  private static JsonNode report(Path file) throws IOException {
    return new ObjectMapper().readTree(file.toFile());
  }

  @Test
  void whatHasNoVerdictIsCountedApartAndToldQuietlyToo() throws IOException {
    try (ChatServer server = ChatServer.start("", text -> false)) {
      server.reply(text -> text.contains("<passage>\nGeige") ? "perhaps" : "");
      Path audit = folder.resolve("audit.jsonl");
      Cli.Outcome outcome =
          mine(server, "-k", "3", "-q", "--report", "" + folder, "--audit", "" + audit);

      assertThat(outcome.code()).isEqualTo(ExitCode.OK);
      long undecided =
          server.requests().stream()
                  .map(request -> request.at("/messages/0/content").asText())
                  .filter(text -> text.contains("<passage>\nGeige"))
                  .count()
              / 6;
      assertThat(undecided).isPositive();
      JsonNode report = report(folder.resolve("report.json"));
      assertThat(report.at("/without_verdict/judge tiny:1b").asLong()).isEqualTo(undecided);
      assertThat(report.at("/rejected/judge tiny:1b").asLong(-1)).isZero();
      JsonNode counts = report.at("/guard_counts/judge tiny:1b");
      assertThat(counts.fieldNames())
          .toIterable()
          .containsExactly(
              "calls", "unreadable_replies", "input_tokens", "output_tokens", "verdicts_reused");
      assertThat(counts.at("/unreadable_replies").asLong()).isEqualTo(6 * undecided);
      assertThat(counts.at("/calls").asLong()).isEqualTo(server.requests().size());
      String told =
          "judge tiny:1b gave no verdict on "
              + undecided
              + " candidates; others were drawn instead.";
      assertThat(report.at("/notes").toString()).contains(told);
      assertThat(outcome.err()).contains("easyneg: " + told + "\n");
      assertThat(Files.readString(folder.resolve("report.html")))
          .contains("judge tiny:1b, no verdict", "judge tiny:1b: calls");
      assertThat(Files.readString(audit)).doesNotContain("\"guard\":\"judge tiny:1b\"");
    }
  }

  @Test
  void eachPartCountsItsOwnCalls() throws IOException {
    try (ChatServer server = ChatServer.start("", text -> false)) {
      assertThat(mine(server, "-q", "--split", "val=0.3", "--report", "" + folder).code())
          .isEqualTo(ExitCode.OK);
      long heldOut = calls("report.val.json");
      assertThat(heldOut).isBetween(1L, 119L);
      assertThat(calls("report.json")).isEqualTo(server.requests().size() - heldOut);
    }
  }

  private long calls(String name) throws IOException {
    return report(folder.resolve(name)).at("/guard_counts/judge tiny:1b/calls").asLong();
  }

  @Test
  void theResultDoesNotDependOnHowManyCallsRunAtATime() throws IOException {
    try (ChatServer server = ChatServer.start("", text -> text.hashCode() % 3 == 0)) {
      assertThat(mine(server, "--judge-calls", "1").code()).isEqualTo(ExitCode.OK);
      String one = Files.readString(folder.resolve("train.jsonl"));
      assertThat(mine(server, "--judge-calls", "4").code()).isEqualTo(ExitCode.OK);

      assertThat(folder.resolve("train.jsonl")).hasContent(one);
    }
  }

  @Test
  void aServerThatIsOverloadedIsAskedAgain() throws IOException {
    try (ChatServer server = ChatServer.start("", text -> false)) {
      server.failNext(1);

      Cli.Outcome outcome = mine(server, "--quiet");

      assertThat(outcome.code()).isEqualTo(ExitCode.OK);
      assertThat(outcome.err())
          .isEqualTo(
              "easyneg: warning: Attempt 1 of 6 at guard 'judge tiny:1b' failed: status 503"
                  + " (Service Unavailable): The server is overloaded. The next is in 1,000 ms.\n");
    }
  }

  @Test
  void aServerThatWantsAnotherKeyEndsTheRun() throws IOException {
    try (ChatServer server = ChatServer.start("secret", text -> false)) {
      assertThat(mine(server, "-q"))
          .isEqualTo(
              new Cli.Outcome(
                  ExitCode.ENVIRONMENT,
                  "",
                  "easyneg: --judge "
                      + server.url()
                      + ": tiny:1b gave no verdict: status 401 (Unauthorized): Incorrect API key"
                      + " provided.; look at the server and the model's name, and whether"
                      + " EASYNEG_JUDGE_KEY holds the key that it requires. With --resume DIR the"
                      + " same command goes on where it was.\n"));
      assertThat(folder).isEmptyDirectory();
    }
  }

  @Test
  void theKeyComesFromTheEnvironmentAndStandsNowhere() throws Exception {
    Path env = Path.of("/usr/bin/env");
    assumeTrue(Files.isExecutable(env), "needs a program that sets variables");
    try (ChatServer server = ChatServer.start("secret-123", text -> false)) {
      Path printed = folder.resolve("printed");
      Path report = folder.resolve("report");
      try (CommandProcess process =
          CommandProcess.startAs(
              List.of("" + env, Judge.KEY + "=secret-123\r\n"),
              printed,
              "mine",
              "" + Cli.SAMPLE,
              "--embedder",
              "hashing",
              "--out",
              folder.resolve("train.jsonl").toString(),
              "--report",
              "" + report,
              "--judge",
              server.url(),
              "--judge-model",
              "tiny:1b")) {
        assertThat(process.finish()).as(process.printed()).isEqualTo(ExitCode.OK);
      }
      for (Path file :
          List.of(
              printed,
              folder.resolve("train.jsonl.config.yml"),
              report.resolve("report.json"),
              report.resolve("report.html"))) {
        assertThat(Files.readString(file)).doesNotContain("secret-123");
      }
    }
  }

  @Test
  void oneRowIsExplainedWithTheJudge() throws IOException {
    try (ChatServer server = ChatServer.start("", text -> text.contains("<passage>\nFreibad"))) {
      Cli.Outcome outcome =
          Cli.run(
              "explain",
              "" + Cli.SAMPLE,
              "--embedder",
              "hashing",
              "--row",
              "12",
              "--judge",
              server.url(),
              "--judge-model",
              "tiny:1b");

      assertThat(outcome.code()).isEqualTo(ExitCode.OK);
      assertThat(outcome.out()).contains("\n  rejected by judge tiny:1b: cosine ");
    }
  }

  @Test
  void aPassageWithoutAVerdictIsTurnedAwayAndCounted() {
    Judge judge = judge(request -> "perhaps");

    assertThat(judge.rejects(List.of(pair("a"), pair("b"))).cardinality()).isEqualTo(2);
    assertThat(judge.summary())
        .contains(
            "tiny:1b judged 0 candidates and rejected 0; on 2 more it said neither YES nor NO, and"
                + " they are no negatives.");
  }

  @Test
  void aJudgeThatWasNotAskedSaysNothing() {
    assertThat(judge(request -> "NO").summary()).isEqualTo(Optional.empty());
  }

  @Test
  void aServerThatIsNotThereIsNamed() {
    Judge judge =
        judge(
            request -> {
              throw new IllegalStateException(new ConnectException());
            });

    assertThatThrownBy(() -> judge.rejects(List.of(pair("a"))))
        .hasMessage(
            "--judge http://localhost/v1: tiny:1b gave no verdict: no server answers there; look at"
                + " the server and the model's name, and whether EASYNEG_JUDGE_KEY holds the key"
                + " that it requires. With --resume DIR the same command goes on where it was.");
  }

  /** What a model replies to a request. */
  private interface Replies {
    String to(String request);
  }

  private static Judge judge(Replies replies) {
    ChatModel model =
        new ChatModel() {
          @Override
          public ChatResponse chat(ChatRequest request) {
            return ChatResponse.builder()
                .aiMessage(AiMessage.from(replies.to("" + request)))
                .build();
          }
        };
    return new Judge(
        "http://localhost/v1",
        "tiny:1b",
        LangChain4j.judge(model)
            .attempts(1)
            .pauses(Duration.ZERO, Duration.ZERO)
            .whenMalformed(Malformed.REJECT));
  }

  private static Pair pair(String passage) {
    return new Pair(
        QaRow.withoutPositive(List.of("own context"), "question", "answer"), Passage.of(passage));
  }

  private Cli.Outcome mine(ChatServer server, String... more) {
    String[] args = new String[more.length + 4];
    System.arraycopy(
        new String[] {"--judge", server.url(), "--judge-model", "tiny:1b"}, 0, args, 0, 4);
    System.arraycopy(more, 0, args, 4, more.length);
    return Cli.mine(folder.resolve("train.jsonl"), args);
  }
}
