package io.github.easyneg.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.index.VectorIndex.Entry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A server's limits are kept, its token is shown nowhere, and what it answers is not trusted. */
final class ChromaUntrustedTest {
  private static final int DIMENSION = 3;
  private static final ChromaOptions ONCE =
      ChromaOptions.defaults().attempts(1).pauses(Duration.ZERO, Duration.ZERO);

  private final ChromaStandIn server;
  private final List<Entry> entries = Vectors.entries(500, DIMENSION, 1);

  ChromaUntrustedTest() throws IOException {
    server = new ChromaStandIn();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private ChromaIndex open(ChromaOptions options) {
    ChromaIndex index = ChromaIndex.at(server.url(), "abc", options);
    index.open(DIMENSION, "model");
    return index;
  }

  private void assertWrong(ThrowingCallable call, String what) {
    assertThatThrownBy(call)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("Chroma at " + server.url() + " gave " + what);
  }

  private static String base64(float... numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(numbers);
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  @Test
  void aVectorOfAnotherLengthEndsTheRunAndNamesPassageAndServer() {
    List<Entry> one = entries.subList(0, 1);
    String id = one.get(0).passage().id();
    try (ChromaIndex index = open(ONCE)) {
      index.upsert(one);
      server.vectors(text -> base64(1, 2, 3, 4));
      assertWrong(
          () -> index.vectors(List.of(id)),
          "a wrong answer: reading 1 passage of collection 'abc': the vector of passage "
              + id
              + " has 4 numbers; expected 3. Find out who else writes into the collection; delete"
              + " it there to have it filled again.");
      server.vectors(text -> base64(1, Float.NaN, 3));
      assertWrong(
          () -> index.nearest(one.get(0).vector(), 1),
          "a wrong answer: searching collection 'abc': the vector of passage "
              + id
              + " holds NaN; expected finite numbers. Find out who else writes into the"
              + " collection; delete it there to have it filled again.");
    }
  }

  @Test
  void anIdThatIsNoUuidDoesNotBecomeAnAddress() {
    server.collectionId("a b/../../../../x");
    assertWrong(
        () -> open(ONCE),
        "an answer that is not Chroma's JSON (1 attempt): creating collection 'abc': the"
            + " collection's id is not a UUID. Check that the URL given to ChromaIndex.at(..) is a"
            + " Chroma server's.");
  }

  @Test
  void aCountThatIsNoneIsNamed() {
    try (ChromaIndex index = open(ONCE)) {
      for (String count : List.of("99999999999999999999999999", "-1", "\"7\"", "1.5")) {
        server.count(count);
        assertWrong(
            index::size,
            "an answer that is not Chroma's JSON (1 attempt): counting collection 'abc': the count"
                + " is not a whole number. Check that the URL given to ChromaIndex.at(..) is a"
                + " Chroma server's.");
      }
    }
  }

  @Test
  void theServersLimitOfAWriteIsKept() {
    server.limit(166, 166, 413);
    try (ChromaIndex index = open(ONCE)) {
      index.upsert(entries);
      assertThat(index.size()).isEqualTo(500);
    }
    assertThat(server.writes()).containsExactly(166, 166, 166, 2);
  }

  @Test
  void aWriteThatIsRefusedAsTooLargeIsHalvedAndLaterOnesStaySmall() {
    server.limit(0, 130, 422);
    try (ChromaIndex index = open(ONCE)) {
      index.upsert(entries);
      assertThat(index.size()).isEqualTo(500);
      index.upsert(Vectors.entries(300, DIMENSION, 2));
    }
    assertThat(server.writes()).containsExactly(125, 125, 125, 125, 125, 125, 50);
  }

  @Test
  void aTokenIsSentAndShownNowhere() {
    server.requireToken("s3cret");
    open(ONCE.token(" s3cret\n")).close();
    ChromaOptions wrong = ONCE.token("geheim");
    assertThatThrownBy(() -> open(wrong))
        .hasMessage(
            "Chroma at "
                + server.url()
                + " answered with status 401 (1 attempt): reading collection 'abc': no (key). Give"
                + " the server's token with ChromaOptions.token(..), and see that it may do this.")
        .hasStackTraceContaining("(key)");
    assertThat(wrong.toString()).endsWith(", token=(key)]").doesNotContain("geheim");
  }

  @Test
  void aTokenThatCannotBeSentIsNotShown() {
    assertThatThrownBy(() -> ONCE.token("geh eim"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "token(..) holds a space or a character outside ASCII (the key is not shown); copy it"
                + " again from where it was issued.");
  }

  @Test
  void anAddressWithAPasswordIsRefusedAndNotShown() {
    for (String url :
        List.of("http://user:geheim@127.0.0.1:8000", "http://127.0.0.1:8000?key=geheim")) {
      assertThatThrownBy(() -> ChromaIndex.at(url, "abc"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "Chroma's address holds a user, a password or a query (it is not shown); expected an"
                  + " address alone, such as http://localhost:8000. Give the token apart"
                  + " from the address.");
    }
  }
}
