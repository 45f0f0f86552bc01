package io.github.easyneg.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.easyneg.data.Passage;
import io.github.easyneg.index.VectorIndex.Entry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A collection is made well, where the user says, and others can read it. */
@ExtendWith(ChromaExtension.class)
final class ChromaReuseTest extends StoreReuseContract {
  private final ChromaServer server;

  ChromaReuseTest(ChromaServer server) {
    super(server);
    this.server = server;
  }

  @Test
  void theCollectionHasCosineSpaceAndADenseGraphAndRemembersTheModel() throws Exception {
    open().close();

    JsonNode collection = new RawChroma(server).collection(name);
    JsonNode graph = collection.get("configuration_json").get("hnsw");
    assertThat(graph.get("space").asText()).isEqualTo("cosine");
    assertThat(graph.get("max_neighbors").asInt()).isEqualTo(48);
    assertThat(graph.get("ef_construction").asInt()).isEqualTo(400);
    assertThat(graph.get("ef_search").asInt()).isEqualTo(400);
    assertThat(collection.get("metadata").toString())
        .contains("\"easyneg.fingerprint\":\"model\"")
        .contains("\"easyneg.dimension\":16");
  }

  @Test
  void tenantAndDatabaseOfOnesOwnAreUsed() throws Exception {
    RawChroma raw = new RawChroma(server);
    String tenant = TestServer.freshName();
    JsonNode unused = raw.post("/tenants", "{\"name\":\"" + tenant + "\"}");
    unused = raw.post("/tenants/" + tenant + "/databases", "{\"name\":\"our data\"}");
    ChromaOptions options = ChromaOptions.defaults().tenant(tenant).database("our data");
    List<Entry> entries = Vectors.entries(10, DIMENSION, 1);
    try (ChromaIndex theirs = ChromaIndex.at(server.url(), name, options);
        ServerIndex ours = open()) {
      theirs.open(DIMENSION, "model");
      theirs.upsert(entries);
      assertThat(theirs.nearest(entries.get(3).vector(), 1).get(0).id())
          .isEqualTo(entries.get(3).passage().id());
      assertThat(ours.size()).isZero();
    }
  }

  @Test
  void textsStandInTheCollectionForOthersToRead() throws Exception {
    try (ServerIndex index = open()) {
      index.upsert(
          List.of(new Entry(Passage.of("Grüße"), Vectors.entries(1, 16, 1).get(0).vector())));
    }
    RawChroma raw = new RawChroma(server);
    JsonNode got =
        raw.post(
            "/tenants/default_tenant/databases/default_database/collections/"
                + raw.collection(name).get("id").asText()
                + "/get",
            "{\"include\":[\"documents\"]}");
    assertThat(got.get("ids").get(0).asText()).isEqualTo(Passage.of("Grüße").id());
    assertThat(got.get("documents").get(0).asText()).isEqualTo("Grüße");
  }
}
