package io.github.easyneg.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.embed.Embedding;
import io.github.easyneg.embed.EmbeddingException;
import io.github.easyneg.embed.HashingEmbedder;
import io.github.easyneg.embed.TextRole;
import io.github.easyneg.langchain4j.internal.remote.Attempts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenAiEmbedderTest {
  private static final List<String> TEXTS =
      IntStream.range(0, 100).mapToObj(i -> "text number " + i + " of some").toList();

  private final EmbeddingServer server;
  private final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());

  OpenAiEmbedderTest() throws IOException {
    server = new EmbeddingServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private OpenAiEmbedder embedder() {
    return OpenAiEmbedder.at(server.url() + "/", "bge-m3")
        .attempts(Attempts.AT_A_MODEL.sleeper(pauses::add).most(3));
  }

  private static List<float[]> vectors(List<Embedding> embeddings) {
    return embeddings.stream().map(Embedding::vector).toList();
  }

  private static void assertRight(List<Embedding> found) {
    HashingEmbedder hashing = HashingEmbedder.ofDimension(EmbeddingServer.DIMENSION);
    List<float[]> expected = vectors(hashing.embed(TEXTS, TextRole.PASSAGE));
    assertThat(found).hasSize(TEXTS.size());
    for (int i = 0; i < expected.size(); i++) {
      assertThat(found.get(i).vector()).containsExactly(expected.get(i));
    }
  }

  @Test
  void vectorsComeInTheOrderOfTheirIndexToTheLastBit() {
    assertRight(embedder().embed(TEXTS, TextRole.PASSAGE));
    assertThat(server.batches()).containsExactlyInAnyOrder(1, 32, 32, 32, 4);
  }

  @Test
  void aBatchThatIsTooLargeIsHalvedAndLaterOnesStaySmall() {
    server.limits(10, 512);
    OpenAiEmbedder embedder = embedder().parallelCalls(1).dimensions(EmbeddingServer.DIMENSION);
    assertRight(embedder.embed(TEXTS, TextRole.PASSAGE));
    int before = server.batches().size();
    assertRight(embedder.embed(TEXTS, TextRole.PASSAGE));
    assertThat(server.batches().subList(before, server.batches().size()))
        .startsWith(8, 8)
        .allMatch(size -> size <= 8);
  }

  @Test
  void aTextThatIsTooLongIsNamed() {
    server.limits(32, 5);
    List<String> texts = new ArrayList<>(TEXTS);
    texts.set(41, "one two three four five six seven");
    OpenAiEmbedder embedder = embedder().dimensions(EmbeddingServer.DIMENSION);
    assertThatThrownBy(() -> embedder.embed(texts, TextRole.PASSAGE))
        .isInstanceOfSatisfying(EmbeddingException.class, e -> assertThat(e.text()).hasValue(41))
        .hasMessage(
            "it is refused by "
                + embedder
                + " with status 413 (Content Too Large): `inputs` must have less than 5 tokens;"
                + " shorten it or leave it out.");
  }

  @Test
  void aServerThatSaysHowLongToWaitIsObeyed() {
    server.refuse(1, 429, "7");
    assertRight(embedder().embed(TEXTS, TextRole.PASSAGE));
    assertThat(pauses).containsExactly(Duration.ofSeconds(7));
  }

  @Test
  void aServerThatAsksForTooLongIsGivenUpOn() {
    server.refuse(1, 429, "1000000000");
    assertFails(
        "1 attempt",
        "status 429 (Too Many Requests): Model is overloaded, and asks to wait 1,000,000,000 s,"
            + " longer than the 300 s that a run waits; start it again then");
    assertThat(pauses).isEmpty();
  }

  @Test
  void anOverloadedServerIsAskedAgainAfterGrowingPauses() {
    server.refuse(2, 503, "");
    assertRight(embedder().embed(TEXTS, TextRole.PASSAGE));
    assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
  }

  private void assertFails(String attempts, String why) {
    OpenAiEmbedder embedder = embedder();
    assertThatThrownBy(() -> embedder.embed(TEXTS, TextRole.PASSAGE))
        .isInstanceOfSatisfying(EmbeddingException.class, e -> assertThat(e.text()).isEmpty())
        .hasMessage(
            "The server of embeddings "
                + embedder
                + " failed ("
                + attempts
                + "): "
                + why
                + "; expected the vectors of the texts sent. See that the address is that of"
                + " OpenAI's protocol (as in http://localhost:8080/v1), that the server knows the"
                + " model, and that the key is right.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | it has no list 'data'; expected one with a vector for each text",
        "{\"data\":[]} | it holds 0 vectors; expected 1",
        "{\"data\":[{\"index\":1,\"embedding\":[1]}]} | it has index 1; expected 0 to 0",
        "{\"data\":[{\"index\":-1,\"embedding\":[1]}]} | it has index -1; expected 0 to 0",
        "{\"data\":[{\"index\":0,\"embedding\":[1]},{\"index\":0,\"embedding\":[1]}]} | it has"
            + " index 0 twice",
        "{\"data\":[{\"index\":0}]} | entry 0 of 'data' has no list 'embedding'",
        "{\"data\":[{\"index\":0,\"embedding\":[1,null]}]} | entry 0 of 'data' holds null; expected"
            + " finite numbers",
        "{\"data\":[{\"index\":0,\"embedding\":[1,NaN]}]} | a vector holds NaN; expected finite"
            + " numbers",
        "{\"data\":[{\"index\":0,\"embedding\":[1,1e39]}]} | a vector holds Infinity; expected"
            + " finite numbers",
        "{\"data\":[{\"index\":0,\"embedding\":[]}]} | a vector has 0 numbers; expected 1",
        "[] | it is not a JSON object; expected one with a list 'data'",
      })
  void anAnswerThatCannotBeIsNamedAndNotAskedForAgain(String answer, String why) {
    server.spoil(right -> answer);
    assertFails("1 attempt", why);
    assertThat(pauses).isEmpty();
  }

  @Test
  void aVectorOfZerosIsNone() {
    server.spoil(right -> "{\"data\":[{\"index\":0,\"embedding\":[0,-0.0]}]}");
    assertThat(embedder().dimensions(2).embed(List.of("✦"), TextRole.PASSAGE).get(0).missing())
        .contains("the model gives it a vector of nothing but zeros");
  }

  @Test
  void aVectorOfAnotherLengthIsNamed() {
    server.spoil(right -> "{\"data\":[{\"index\":0,\"embedding\":[1,2,3]}]}");
    assertThatThrownBy(() -> embedder().dimensions(4).embed(List.of("a"), TextRole.PASSAGE))
        .hasMessageContaining(": a vector has 3 numbers; expected 4; expected the vectors");
  }

  @Test
  void anAnswerThatIsCutOffIsAskedForAgain() {
    List<String> spoilt = Collections.synchronizedList(new ArrayList<>());
    server.spoil(
        right -> {
          spoilt.add(right);
          return spoilt.size() == 1 ? right.substring(0, right.length() / 2) : right;
        });
    assertRight(embedder().embed(TEXTS, TextRole.PASSAGE));
    assertThat(pauses).containsExactly(Duration.ofSeconds(1));
  }

  @Test
  void aKeyIsSentAndShownNowhere() {
    OpenAiEmbedder embedder = embedder().key("sk-geheim ");
    assertRight(embedder.embed(TEXTS, TextRole.PASSAGE));
    assertThat(server.keys()).containsOnly("Bearer sk-geheim");
    assertThat(embedder.toString() + embedder.fingerprint()).doesNotContain("geheim");
    assertThatThrownBy(() -> OpenAiEmbedder.at("http://u:geheim@h/v1", "m"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("The server's address holds a user, a password or a query")
        .hasMessageNotContaining("geheim");
  }

  @Test
  void promptsStandBeforeTheTextsAndInTheFingerprint() {
    OpenAiEmbedder embedder = embedder().prompts("query: ", "passage: ");
    assertThat(vectors(embedder.embed(List.of("a"), TextRole.QUERY)).get(0))
        .containsExactly(vectors(embedder().embed(List.of("query: a"), TextRole.PASSAGE)).get(0));
    assertThat(embedder.fingerprint()).isNotEqualTo(embedder().fingerprint());
    assertThat(embedder().dimensions(8).fingerprint()).isNotEqualTo(embedder().fingerprint());
  }

  /** The same bytes as in process, and a second run with the cache sends nothing at all. */
  @Test
  void aRunGivesTheSameBytesAsInProcessAndTheSecondIsFree(@TempDir Path folder) {
    List<QaRow> rows =
        IntStream.range(0, 200)
            .mapToObj(
                i ->
                    QaRow.of(
                        List.of("passage " + i + " tells of " + i * 7, "another " + i * 3),
                        "what is " + i,
                        "it is " + i * 7,
                        0))
            .toList();
    EasyNegatives recipe = EasyNegatives.from(Datasets.of(rows)).sampleK(2);
    Path local = folder.resolve("local.jsonl");
    assertThat(
            recipe
                .embedWith(HashingEmbedder.ofDimension(EmbeddingServer.DIMENSION))
                .toAxolotl(local)
                .lines()
                .written())
        .isPositive();
    Path cache = folder.resolve("cache");
    for (String name : List.of("first.jsonl", "second.jsonl")) {
      int before = server.keys().size();
      Path out = folder.resolve(name);
      assertThat(
              recipe
                  .embedWith(embedder().remembersDimensionIn(cache))
                  .cacheIn(cache)
                  .toAxolotl(out)
                  .lines()
                  .written())
          .isPositive();
      assertThat(out).hasSameBinaryContentAs(local);
      assertThat(server.keys().size() - before)
          .matches(requests -> name.startsWith("first") ? requests > 0 : requests == 0);
    }
  }
}
