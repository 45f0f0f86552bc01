package io.github.easyneg.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.index.VectorIndex.Entry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A collection or table is made once, and used again, also by two programs at a time. */
abstract class StoreReuseContract {
  static final int DIMENSION = 16;

  /** A collection or table that no other test has. */
  final String name = TestServer.freshName();

  private final TestServer server;

  StoreReuseContract(TestServer server) {
    this.server = server;
  }

  final ServerIndex open() {
    ServerIndex index = server.index(name);
    index.open(DIMENSION, "model");
    return index;
  }

  @Test
  final void clientsThatOpenANewPlaceAtATimeShareOne() throws Exception {
    int clients = 8;
    List<Entry> entries = Vectors.entries(8 * 50, DIMENSION, 2);
    inParallel(
        clients,
        client -> {
          try (ServerIndex index = open()) {
            index.upsert(entries.subList(client * 50, client * 50 + 50));
          }
        });

    try (ServerIndex index = open()) {
      assertThat(index.size()).isEqualTo(entries.size());
      assertThat(index.vectors(Vectors.ids(entries))).hasSize(entries.size());
    }
  }

  @Test
  final void clientsThatWriteTheSamePassagesAtATimeLeaveEachOnce() throws Exception {
    List<Entry> entries = Vectors.entries(2500, DIMENSION, 3);
    inParallel(
        2,
        client -> {
          try (ServerIndex index = open()) {
            // One from the front, one from the back: they meet in the middle.
            List<Entry> mine = new ArrayList<>(entries);
            if (client == 1) {
              Collections.reverse(mine);
            }
            index.upsert(mine);
          }
        });

    try (ServerIndex index = open()) {
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
