package io.github.easyneg.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.data.Passage;
import io.github.easyneg.index.VectorIndex.Entry;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a user reads when a collection, a vector or an address is not what it should be. */
@ExtendWith(ChromaExtension.class)
final class ChromaIndexMessagesTest {
  private String url = "";
  private RawChroma raw;
  private final String name = ChromaServer.freshCollection();

  ChromaIndexMessagesTest(ChromaServer server) {
    raw = new RawChroma(server);
  }

  @BeforeEach
  void connect(ChromaServer server) {
    url = server.url();
  }

  private static void assertState(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(IllegalStateException.class).hasMessage(message);
  }

  private static void assertArgument(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  private ChromaIndex open(int dimension, String fingerprint) {
    ChromaIndex index = ChromaIndex.at(url, name);
    index.open(dimension, fingerprint);
    return index;
  }

  @Test
  void anotherDimensionNamesBoth() {
    open(384, "model-a").close();
    assertState(
        () -> open(512, "model-b"),
        "Collection '"
            + name
            + "' at "
            + url
            + " holds 384-dimension vectors; this embedder makes 512. Use another collection, or"
            + " the embedder that filled it.");
  }

  @Test
  void anotherModelNamesBoth() {
    open(3, "model-a").close();
    assertState(
        () -> open(3, "model-b"),
        "Collection '"
            + name
            + "' at "
            + url
            + " holds vectors of the model 'model-a'; this embedder is 'model-b'. Use another"
            + " collection, or the embedder that filled it.");
  }

  @Test
  void anotherSpaceIsNamed() throws Exception {
    String unused = raw.create(name, "");
    assertState(
        () -> open(3, "model-a"),
        "Collection '"
            + name
            + "' at "
            + url
            + " compares vectors by l2; EasyNegatives needs cosine. Use another collection (a new"
            + " one is made with cosine), or delete this one.");
  }

  @Test
  void aCollectionThatAnotherProgramFilledIsLeftAlone() throws Exception {
    String id = raw.create(name, ",\"configuration\":{\"hnsw\":{\"space\":\"cosine\"}}");
    raw.add(id, "{\"ids\":[\"x\"],\"embeddings\":[[1,2,3]],\"documents\":[\"theirs\"]}");
    assertState(
        () -> open(3, "model-a"),
        "Collection '"
            + name
            + "' at "
            + url
            + " holds 1 entry of an unknown model; EasyNegatives fills collections of its own. Use"
            + " another collection, or delete this one.");
  }

  @Test
  void anEmptyCollectionOfAnotherProgramIsAdoptedWithItsMetadata() throws Exception {
    String unused =
        raw.create(
            name,
            ",\"configuration\":{\"hnsw\":{\"space\":\"cosine\"}},\"metadata\":{\"owner\":\"me\"}");

    open(3, "model-a").close();

    assertThat(raw.collection(name).get("metadata").toString())
        .contains("\"owner\":\"me\"")
        .contains("\"easyneg.fingerprint\":\"model-a\"")
        .contains("\"easyneg.dimension\":3");
  }

  @Test
  void aMissingDatabaseIsNotCreatedInSilence() {
    assertState(
        () ->
            ChromaIndex.at(url, name, ChromaOptions.defaults().tenant("acme").database("rag"))
                .open(3, "model-a"),
        "Chroma at "
            + url
            + " has no database 'rag' of a tenant 'acme'. Create it there, or correct"
            + " ChromaOptions.tenant(..) and ChromaOptions.database(..).");
  }

  @Test
  void aServerThatIsNotThereIsNamed() throws Exception {
    String nowhere = "http://127.0.0.1:" + ChromaServer.freePort();
    assertThatThrownBy(
            () ->
                ChromaIndex.at(
                        nowhere + "/",
                        name,
                        ChromaOptions.defaults().attempts(3).pauses(Duration.ZERO, Duration.ZERO))
                    .open(3, "model-a"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(
            "Chroma at "
                + nowhere
                + " cannot be reached (3 attempts): reading collection '"
                + name
                + "'. Start the server, or correct the URL given to ChromaIndex.at(..).");
  }

  @Test
  void badVectorsAreRefusedBeforeAnythingIsSent() {
    try (ChromaIndex index = open(3, "model-a")) {
      Entry good = new Entry(Passage.of("good"), new float[] {1, 2, 3});
      Passage bad = Passage.of("bad");
      String who = "The vector of passage " + bad.id();
      assertArgument(
          () -> index.upsert(List.of(good, new Entry(bad, new float[] {1, 2}))),
          who + " has 2 numbers; the index was opened for 3. Embed everything with one model.");
      assertArgument(
          () -> index.upsert(List.of(good, new Entry(bad, new float[] {1, Float.NaN, 3}))),
          who
              + " holds NaN at position 1; a cosine needs finite numbers. Look at what the embedder"
              + " makes of this text.");
      assertArgument(
          () -> index.upsert(List.of(good, new Entry(bad, new float[3]))),
          who
              + " is all zeros, which has no cosine. Look at what the embedder makes of this"
              + " text.");
      assertArgument(
          () -> index.nearest(new float[2], 1),
          "The query has 2 numbers; the index was opened for 3. Embed everything with one model.");
      assertArgument(
          () -> index.nearest(new float[] {1, 2, 3}, 0), "nearest(.., 0): k must be at least 1.");
      assertThat(index.size()).isZero();
    }
  }

  @Test
  void callsAtTheWrongTimeSaySo() {
    ChromaIndex index = ChromaIndex.at(url, name);
    String who = "ChromaIndex(" + url + ", " + name + ")";
    assertState(
        () -> index.upsert(List.of()),
        who + " is not open; call open(dimension, fingerprint) first.");
    assertArgument(() -> index.open(0, "m"), "open(0, ..): a vector has at least 1 number.");
    index.open(3, "m");
    index.open(3, "m");
    assertState(
        () -> index.open(3, "n"),
        "Collection '"
            + name
            + "' at "
            + url
            + " holds vectors of the model 'm'; this embedder is 'n'. Use another collection, or"
            + " the embedder that filled it.");
    index.close();
    assertState(() -> index.size(), who + " is closed; make another one.");
    assertState(() -> index.open(3, "m"), who + " is closed; make another one.");
  }
}
