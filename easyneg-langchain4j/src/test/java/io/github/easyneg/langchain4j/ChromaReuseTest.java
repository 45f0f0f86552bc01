package io.github.easyneg.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.easyneg.data.Passage;
import io.github.easyneg.index.VectorIndex.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A collection is made once, made well, and used again, also by two programs at a time. */
@ExtendWith(ChromaExtension.class)
final class ChromaReuseTest {
  private static final int DIMENSION = 16;

  private final ChromaServer server;
  private final String name = ChromaServer.freshCollection();

  ChromaReuseTest(ChromaServer server) {
    this.server = server;
  }

  private ChromaIndex open() {
    ChromaIndex index = ChromaIndex.at(server.url(), name);
    index.open(DIMENSION, "model");
    return index;
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
    String tenant = ChromaServer.freshCollection();
    JsonNode unused = raw.post("/tenants", "{\"name\":\"" + tenant + "\"}");
    unused = raw.post("/tenants/" + tenant + "/databases", "{\"name\":\"our data\"}");
    ChromaOptions options = ChromaOptions.defaults().tenant(tenant).database("our data");
    List<Entry> entries = Vectors.entries(10, DIMENSION, 1);
    try (ChromaIndex theirs = ChromaIndex.at(server.url(), name, options);
        ChromaIndex ours = open()) {
      theirs.open(DIMENSION, "model");
      theirs.upsert(entries);
      assertThat(theirs.nearest(entries.get(3).vector(), 1).get(0).id())
          .isEqualTo(entries.get(3).passage().id());
      assertThat(ours.size()).isZero();
    }
  }

  @Test
  void textsStandInTheCollectionForOthersToRead() throws Exception {
    try (ChromaIndex index = open()) {
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

  @Test
  void clientsThatOpenANewCollectionAtATimeShareOne() throws Exception {
    int clients = 8;
    List<Entry> entries = Vectors.entries(8 * 50, DIMENSION, 2);
    inParallel(
        clients,
        client -> {
          try (ChromaIndex index = open()) {
            index.upsert(entries.subList(client * 50, client * 50 + 50));
          }
        });

    try (ChromaIndex index = open()) {
      assertThat(index.size()).isEqualTo(entries.size());
      assertThat(index.vectors(Vectors.ids(entries))).hasSize(entries.size());
    }
  }

  @Test
  void clientsThatWriteTheSamePassagesAtATimeLeaveEachOnce() throws Exception {
    List<Entry> entries = Vectors.entries(2500, DIMENSION, 3);
    inParallel(
        2,
        client -> {
          try (ChromaIndex index = open()) {
            // One from the front, one from the back: they meet in the middle.
            List<Entry> mine = new ArrayList<>(entries);
            if (client == 1) {
              java.util.Collections.reverse(mine);
            }
            index.upsert(mine);
          }
        });

    try (ChromaIndex index = open()) {
      assertThat(index.size()).isEqualTo(entries.size());
      var vectors = index.vectors(Vectors.ids(entries));
      for (Entry entry : entries) {
        assertThat(vectors.get(entry.passage().id())).isEqualTo(entry.vector());
      }
    }
  }

  private interface Client {
    void run(int number) throws Exception;
  }

  private static void inParallel(int clients, Client client) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(clients);
    try {
      List<Callable<Boolean>> calls = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        int number = i;
        calls.add(
            () -> {
              client.run(number);
              return true;
            });
      }
      for (Future<Boolean> result : threads.invokeAll(calls)) {
        assertThat(result.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
