package io.github.easyneg.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.github.easyneg.data.Passage;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.mine.BatchGuard.Pair;
import io.github.easyneg.mine.GuardException;
import io.github.easyneg.mine.VerdictMemory;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ChatJudgeTest {
  private final Queue<String> requests = new ConcurrentLinkedQueue<>();

  private ChatJudge judge(UnaryOperator<String> replies) {
    ChatModel model =
        new ChatModel() {
          @Override
          public ChatResponse chat(ChatRequest chatRequest) {
            String request = ((UserMessage) chatRequest.messages().get(0)).singleText();
            requests.add(request);
            return ChatResponse.builder().aiMessage(AiMessage.from(replies.apply(request))).build();
          }
        };
    return LangChain4j.judge(model).attempts(3).pauses(Duration.ZERO, Duration.ZERO);
  }

  private ChatJudge judgeReplying(String... replies) {
    Queue<String> left = new ConcurrentLinkedQueue<>(List.of(replies));
    return judge(request -> left.remove());
  }

  private static Pair pair(String question, String passage) {
    return new Pair(
        QaRow.withoutPositive(List.of("own context"), question, "an answer"), Passage.of(passage));
  }

  @Test
  void passagesThatAnswerAreRejected() {
    ChatJudge judge = judgeReplying("YES", "NO", "YES");

    BitSet rejects = judge.rejects(List.of(pair("q", "a"), pair("q", "b"), pair("r", "a")));

    assertThat(judge.name()).isEqualTo("chat-judge");
    assertThat(rejects.stream()).containsExactly(0, 2);
    assertThat(judge.rejects(List.of())).isEqualTo(new BitSet());
  }

  @Test
  void theDefaultRequestHoldsBothTextsOnceAndAsksForOneWord() {
    ChatJudge judge = judgeReplying("NO");

    assertThat(
            judge.rejects(List.of(pair("Wer war's? {passage}", "Text mit {question}, $1 und \\"))))
        .isEqualTo(new BitSet());

    assertThat(requests.element())
        .contains("<question>\nWer war's? {passage}\n</question>")
        .contains("<passage>\nText mit {question}, $1 und \\\n</passage>")
        .endsWith("Reply with one word, YES or NO.");
  }

  @Test
  void aVerdictIsAskedForOnce() {
    ChatJudge judge = judgeReplying("YES", "NO");
    List<Pair> pairs = List.of(pair("q", "a"), pair("q", "a"), pair("q", "b"));
    assertThat(judge.rejects(pairs).stream()).containsExactly(0, 1);

    assertThat(judge.rejects(pairs).stream()).containsExactly(0, 1);
    assertThat(requests).hasSize(2);
  }

  @Test
  void blankQuestionsAndPassagesPassUnasked() {
    assertThat(judgeReplying().rejects(List.of(pair("", "a"), pair("q", " "))))
        .isEqualTo(new BitSet());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "YES",
        "yes",
        " Yes.\n",
        "**YES**",
        "\"Yes!\"",
        "<think>NO? No, YES</think>\nyes",
        "YES, but only in passing",
        "Ja",
        "Answer: YES",
        "**Answer:** Yes",
        "Die Antwort lautet: JA.",
        "{\"verdict\": \"YES\"}",
        "```json\n{\"contains_answer\": true, \"reason\": \"it says so\"}\n```",
        "The passage names him.\n\nYES",
        "It is stated in the first sentence, so YES.",
        "Oui."
      })
  void aYesIsReadInAnyDress(String reply) {
    assertThat(judgeReplying(reply).rejects(List.of(pair("q", "a"))).get(0)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NO",
        "no.",
        "`No`",
        "<think>\nYES\n</think>NO",
        "NO, because the passage is about something else.",
        "No - it only names the topic",
        "Answer: NO",
        "Final answer: **NO**",
        "NEIN",
        "Nein, davon steht dort nichts.",
        "the question is who, and YES would need a name\n</think>\n\nNO",
        "{\"answer\":\"no\"}",
        "{\"verdict\": false}",
        "- NO",
        "The passage does not say so.\nVerdict: NO"
      })
  void aNoIsReadInAnyDress(String reply) {
    assertThat(judgeReplying(reply).rejects(List.of(pair("q", "a"))).get(0)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "YES NO",
        "YES or NO?",
        "",
        "I think so",
        "NOPE",
        "No one knows that",
        "<think>YES",
        "<think>a</think> <think>NO",
        "{\"yes\": true, \"no\": false}",
        "{\"verdict\":",
        "Answer: maybe"
      })
  void anythingElseEndsTheRunQuoted(String reply) {
    assertThatThrownBy(() -> judge(request -> reply).rejects(List.of(pair("who?", "a"))))
        .isExactlyInstanceOf(GuardException.class)
        .hasMessage(
            "Guard 'chat-judge', question 'who?', passage "
                + Passage.of("a").id()
                + ": the model was to answer 'YES' or 'NO', and answered '"
                + reply
                + "' (3 attempts). Change prompt(..) or the model, or reject such passages by"
                + " whenMalformed(REJECT).");
    assertThat(requests).hasSize(3);
  }

  @Test
  void aMalformedReplyIsAskedForAgain() {
    ChatJudge judge = judgeReplying("Hm.", "NO");

    assertThat(judge.rejects(List.of(pair("q", "a")))).isEqualTo(new BitSet());
    assertThat(judge.malformed()).isZero();
  }

  @Test
  void malformedRepliesMayRejectAndAreCounted() {
    ChatJudge judge =
        judge(request -> request.contains("\nodd\n") ? "maybe" : "NO")
            .whenMalformed(ChatJudge.Malformed.REJECT);

    assertThat(judge.rejects(List.of(pair("q", "a"), pair("q", "odd"))).stream())
        .containsExactly(1);
    assertThat(judge.malformed()).isEqualTo(1);
  }

  @Test
  void promptAndWordsMayBeOnesOwn() {
    ChatJudge judge =
        judgeReplying("Ja.", "nein")
            .prompt("Beantwortet '{passage}' die Frage '{question}'? Ja/Nein", "Ja", "Nein");

    assertThat(judge.rejects(List.of(pair("f", "a"), pair("f", "b"))).stream()).containsExactly(0);
    assertThat(requests)
        .containsExactly(
            "Beantwortet 'a' die Frage 'f'? Ja/Nein", "Beantwortet 'b' die Frage 'f'? Ja/Nein");
  }

  @Test
  void passingFailuresAreTriedAgainAndLastingOnesAreNot() {
    Map<String, Integer> calls = new ConcurrentHashMap<>();
    ChatJudge passing =
        judge(
            request -> {
              if (calls.merge(request, 1, Integer::sum) < 3) {
                throw new InternalServerException("busy");
              }
              return "YES";
            });
    assertThat(passing.rejects(List.of(pair("q", "a"))).get(0)).isTrue();

    requests.clear();
    ChatJudge lasting =
        judge(
            request -> {
              throw new ModelNotFoundException("no such model");
            });
    assertThatThrownBy(() -> lasting.rejects(List.of(pair("who?", "a"))))
        .isExactlyInstanceOf(GuardException.class)
        .hasMessage(
            "Guard 'chat-judge', question 'who?', passage "
                + Passage.of("a").id()
                + ": the model failed (1 attempt):"
                + " dev.langchain4j.exception.ModelNotFoundException: no such model. Look at the"
                + " model; verdicts so far are kept by this guard.");
    assertThat(requests).hasSize(1);
  }

  @Test
  void verdictsSurviveAFailureOfALaterOne() {
    ChatJudge judge = judgeReplying("YES", "?", "?", "?", "NO");
    List<Pair> pairs = List.of(pair("q", "a"), pair("q", "b"));
    assertThatThrownBy(() -> judge.rejects(pairs)).isExactlyInstanceOf(GuardException.class);

    assertThat(judge.rejects(pairs).stream()).containsExactly(0);
  }

  @Test
  void callsRunInParallelWhenAskedTo() {
    // Each call waits for three others: one at a time would never end.
    CyclicBarrier four = new CyclicBarrier(4);
    ChatJudge judge =
        judge(
                request -> {
                  try {
                    int unused = four.await();
                  } catch (Exception e) {
                    throw new IllegalStateException(e);
                  }
                  return request.contains("\nb\n") ? "YES" : "NO";
                })
            .parallelCalls(4);

    assertThat(
            judge
                .rejects(List.of(pair("q", "a"), pair("q", "b"), pair("q", "c"), pair("q", "d")))
                .stream())
        .containsExactly(1);
  }

  @Test
  void aModelNoneOfWhoseFirstRepliesCanBeReadEndsTheRunWhateverThePolicy() {
    ChatJudge judge = judge(request -> "Hm.").attempts(1).whenMalformed(ChatJudge.Malformed.REJECT);
    List<Pair> pairs = IntStream.range(0, 100).mapToObj(i -> pair("q", "passage " + i)).toList();

    assertThatThrownBy(() -> judge.rejects(pairs))
        .isExactlyInstanceOf(GuardException.class)
        .hasMessage(
            "Guard 'chat-judge': the model gave no valid verdict in 36 replies in a row;"
                + " it was to answer 'YES' or 'NO', and last answered 'Hm.'. Use another model,"
                + " or another prompt.");
    assertThat(requests).hasSize(36);
  }

  @Test
  void aModelThatWasUnderstoodBeforeMayStumbleLonger() {
    ChatJudge judge =
        judge(request -> request.contains("passage 0\n") ? "NO" : "Hm.")
            .attempts(1)
            .whenMalformed(ChatJudge.Malformed.REJECT);
    List<Pair> pairs = IntStream.range(0, 240).mapToObj(i -> pair("q", "passage " + i)).toList();

    assertThat(judge.rejects(pairs).cardinality()).isEqualTo(239);
    assertThat(judge.malformed()).isEqualTo(239);
    assertThat(judge.undecided(pairs.get(0))).isFalse();
    assertThat(pairs.subList(1, 240)).allMatch(judge::undecided);
    assertThat(judge.counts())
        .containsExactly(
            Map.entry("calls", 240L),
            Map.entry("unreadable replies", 239L),
            Map.entry("input tokens", 0L),
            Map.entry("output tokens", 0L),
            Map.entry("verdicts reused", 0L));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"response_format is not supported", "failed to parse grammar", "no temperature"})
  void whatAServerFailsOnIsNotSentAgain(String message) {
    ChatModel model =
        new ChatModel() {
          @Override
          public Set<Capability> supportedCapabilities() {
            return Set.of(Capability.RESPONSE_FORMAT_JSON_SCHEMA);
          }

          @Override
          public ChatResponse chat(ChatRequest request) {
            requests.add("" + request.responseFormat() + request.temperature());
            boolean ofTemperature = message.contains("temperature");
            if (ofTemperature ? request.temperature() != null : request.responseFormat() != null) {
              throw new InternalServerException(message);
            }
            return ChatResponse.builder().aiMessage(AiMessage.from("NO")).build();
          }
        };
    ChatJudge judge = LangChain4j.judge(model).temperature(0).attempts(1);

    assertThat(judge.rejects(List.of(pair("q", "a"), pair("q", "b")))).isEqualTo(new BitSet());
    assertThat(requests).hasSize(3);
  }

  @Test
  void theBudgetEndsTheRunBeforeTheNextCall() {
    ChatJudge judge = judge(request -> "NO").budget(2);

    assertThatThrownBy(() -> judge.rejects(List.of(pair("q", "a"), pair("q", "b"), pair("q", "c"))))
        .isExactlyInstanceOf(GuardException.class)
        .hasMessage("Guard 'chat-judge': the budget of 2 calls is used up; raise budget(..).");
    assertThat(requests).hasSize(2);
    assertThat(judge.calls()).isEqualTo(2);
  }

  /** Keeps verdicts as a work folder does. */
  private static final class Kept implements VerdictMemory {
    private final Map<String, Verdict> verdicts = new ConcurrentHashMap<>();

    @Override
    public Optional<Verdict> recall(String request) {
      return Optional.ofNullable(verdicts.get(request));
    }

    @Override
    public void keep(String request, Verdict verdict) {
      verdicts.put(request, verdict);
    }
  }

  @Test
  void verdictsThatWereKeptAreNotAskedForAgain() {
    UnaryOperator<String> replies =
        request -> request.contains("\na\n") ? "NO" : request.contains("\nb\n") ? "YES" : "Hm.";
    List<Pair> pairs = List.of(pair("q", "a"), pair("q", "b"), pair("q", "c"));
    Kept kept = new Kept();
    ChatJudge first = judge(replies).whenMalformed(ChatJudge.Malformed.REJECT);
    BitSet rejected = first.rejects(pairs, kept);
    int asked = requests.size();

    ChatJudge second = judge(replies).whenMalformed(ChatJudge.Malformed.REJECT);
    assertThat(second.rejects(pairs, kept)).isEqualTo(rejected);
    assertThat(requests).hasSize(asked);
    assertThat(second.counts()).containsEntry("calls", 0L).containsEntry("verdicts reused", 3L);
    assertThat(pairs).extracting(second::undecided).containsExactly(false, false, true);
    assertThat(pairs).extracting(second::answers).containsExactly(false, true, false);
    // Where such a passage fails the run, the model gets another chance.
    BitSet unused = judge(request -> "NO").rejects(pairs, kept);
    assertThat(requests).hasSize(asked + 1);
    // Another prompt asks something else.
    unused =
        judge(request -> "NO").prompt("{question}? {passage}", "YES", "NO").rejects(pairs, kept);
    assertThat(requests).hasSize(asked + 4);
  }

  /** Else calls would be paid for that are still under way when the budget is used up. */
  @Test
  void callsThatAreUnderWayWhenTheBudgetEndsAreWaitedForAndKept() {
    CountDownLatch last = new CountDownLatch(4);
    ChatJudge judge =
        judge(
                request -> {
                  last.countDown();
                  try {
                    last.await();
                    // The first thread to come back finds the budget used up.
                    Thread.sleep(request.contains("passage 0\n") ? 0 : 100);
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException(e);
                  }
                  return "NO";
                })
            .attempts(1)
            .parallelCalls(4)
            .budget(4);
    List<Pair> pairs = IntStream.range(0, 20).mapToObj(i -> pair("q", "passage " + i)).toList();
    Kept kept = new Kept();

    assertThatThrownBy(() -> judge.rejects(pairs, kept))
        .hasMessage("Guard 'chat-judge': the budget of 4 calls is used up; raise budget(..).");
    assertThat(requests).hasSize(4);
    assertThat(kept.verdicts).hasSize(4);
  }

  @Test
  void illegalOptionsAreRefused() {
    ChatJudge judge = judgeReplying();
    assertThatThrownBy(() -> judge.prompt("Is it {passage}?", "YES", "NO"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("prompt(..) lacks {question}, which the text is to replace; put it in.");
    assertThatThrownBy(() -> judge.prompt("{question} {passage}", "Yes", "yes."))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("prompt(.., 'Yes', 'yes.') needs two different words, YES and NO for example.");
    assertThatThrownBy(() -> judge.parallelCalls(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("parallelCalls(0) must be at least 1.");
    assertThatThrownBy(() -> judge.named(""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("named('') is blank; give the judge a name.");
  }

  @Test
  void anInterruptedJudgeSaysSoAndTheFlagStays() {
    ChatJudge judge =
        judge(
            request -> {
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return "YES";
            });
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> judge.rejects(List.of(pair("q", "a"))))
        .isExactlyInstanceOf(GuardException.class)
        .hasMessage("Guard 'chat-judge' was interrupted.");
    assertThat(Thread.interrupted()).isTrue();
  }
}
