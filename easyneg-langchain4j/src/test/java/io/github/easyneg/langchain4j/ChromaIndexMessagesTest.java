package io.github.easyneg.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a user reads when a collection, a vector or an address is not what it should be. */
@ExtendWith(ChromaExtension.class)
final class ChromaIndexMessagesTest extends StoreMessagesContract {
  private final String url;
  private final RawChroma raw;

  ChromaIndexMessagesTest(ChromaServer server) {
    super(server, "collection", server.url());
    url = server.url();
    raw = new RawChroma(server);
  }

  @Test
  void anotherSpaceIsNamed() throws Exception {
    String unused = raw.create(name, "");
    assertState(
        () -> open(3, "model-a"),
        place(name)
            + " compares vectors by l2; EasyNegatives needs cosine. Use another collection (a new"
            + " one is made with cosine), or delete this one.");
  }

  @Test
  void aCollectionThatAnotherProgramFilledIsLeftAlone() throws Exception {
    String id = raw.create(name, ",\"configuration\":{\"hnsw\":{\"space\":\"cosine\"}}");
    raw.add(id, "{\"ids\":[\"x\"],\"embeddings\":[[1,2,3]],\"documents\":[\"theirs\"]}");
    assertState(
        () -> open(3, "model-a"),
        place(name)
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
    String nowhere = "http://127.0.0.1:" + TestServer.freePort();
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
}
