package io.github.easyneg.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.data.Passage;
import io.github.easyneg.index.VectorIndex.Entry;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What a user reads of vectors and calls that an index cannot take, whatever the server is. */
abstract class StoreMessagesContract {
  /** A collection's or table's name that no other test has. */
  final String name = TestServer.freshName();

  private final TestServer server;
  private final String kind;
  private final String address;

  /**
   * Makes the tests.
   *
   * @param kind of place, in lower case, for example {@code table}
   * @param address of the server, as messages show it
   */
  StoreMessagesContract(TestServer server, String kind, String address) {
    this.server = server;
    this.kind = kind;
    this.address = address;
  }

  /** Returns how messages begin that are about a place. */
  final String place(String named) {
    return kind.substring(0, 1).toUpperCase(Locale.ROOT)
        + kind.substring(1)
        + " '"
        + named
        + "' at "
        + address;
  }

  final ServerIndex open(int dimension, String fingerprint) {
    ServerIndex index = server.index(name);
    index.open(dimension, fingerprint);
    return index;
  }

  static void assertState(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(IllegalStateException.class).hasMessage(message);
  }

  static void assertArgument(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  @Test
  final void anotherDimensionNamesBoth() {
    open(384, "model-a").close();
    assertState(
        () -> open(512, "model-b"),
        place(name)
            + " holds 384-dimension vectors; this embedder makes 512. Use another "
            + kind
            + ", or the embedder that filled it.");
  }

  @Test
  final void anotherModelNamesBoth() {
    open(3, "model-a").close();
    assertState(
        () -> open(3, "model-b"),
        place(name)
            + " holds vectors of the model 'model-a'; this embedder is 'model-b'. Use another "
            + kind
            + ", or the embedder that filled it.");
  }

  @Test
  final void badVectorsAreRefusedBeforeAnythingIsSent() {
    try (ServerIndex index = open(3, "model-a")) {
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
  final void callsAtTheWrongTimeSaySo() {
    ServerIndex index = server.index(name);
    String who = index.toString();
    assertThat(who).endsWith("Index(" + address + ", " + name + ")");
    assertState(
        () -> index.upsert(List.of()),
        who + " is not open; call open(dimension, fingerprint) first.");
    assertArgument(() -> index.open(0, "m"), "open(0, ..): a vector has at least 1 number.");
    index.open(3, "m");
    index.open(3, "m");
    assertState(
        () -> index.open(3, "n"),
        place(name)
            + " holds vectors of the model 'm'; this embedder is 'n'. Use another "
            + kind
            + ", or the embedder that filled it.");
    index.close();
    assertState(() -> index.size(), who + " is closed; make another one.");
    assertState(() -> index.open(3, "m"), who + " is closed; make another one.");
  }
}
