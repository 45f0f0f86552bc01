package io.github.easyneg.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.data.Passage;
import io.github.easyneg.index.VectorIndex.Entry;
import java.io.UncheckedIOException;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A table is made, used again, or left alone; and what a user reads when it is left alone. */
@ExtendWith(PgExtension.class)
final class PgVectorTablesTest {
  private final PgServer server;
  private final String table = PgServer.freshTable();
  private final String name;

  PgVectorTablesTest(PgServer server) {
    this.server = server;
    this.name = "Table '" + table + "' at " + server.url().replaceFirst("\\?.*", "");
  }

  private PgVectorIndex at(String where) {
    return PgVectorIndex.at(server.url(), where, server.options());
  }

  private PgVectorIndex open(int dimension, String fingerprint) {
    PgVectorIndex index = at(table);
    index.open(dimension, fingerprint);
    return index;
  }

  private static void assertState(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(IllegalStateException.class).hasMessage(message);
  }

  private static void assertArgument(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  @Test
  void theTableRemembersItsModelAndHoldsTextsForOthersToRead() throws Exception {
    try (PgVectorIndex index = open(3, "model 'a' \\ 1")) {
      index.upsert(List.of(new Entry(Passage.of("Grüße\0👩"), new float[] {1, 2, 3})));
    }
    assertThat(server.query("SELECT obj_description('" + table + "'::regclass)"))
        .containsExactly("EasyNegatives: vectors of model 'a' \\ 1");
    assertThat(server.query("SELECT text FROM " + table)).containsExactly("Grüße\uFFFD👩");
    assertThat(server.query("SELECT embedding::text FROM " + table)).containsExactly("[1,2,3]");
    open(3, "model 'a' \\ 1").close();
  }

  @Test
  void aSchemaOfOnesOwnIsUsedAndAMissingOneIsNotMade() throws Exception {
    server.execute("CREATE SCHEMA IF NOT EXISTS ours");
    try (PgVectorIndex index = at("ours." + table)) {
      index.open(3, "m");
      index.upsert(Vectors.entries(5, 3, 1));
    }
    assertThat(server.query("SELECT count(*) FROM ours." + table)).containsExactly("5");
    try (PgVectorIndex index = at("theirs." + table)) {
      assertThatThrownBy(() -> index.open(3, "m"))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageStartingWith("PostgreSQL at ")
          .hasMessageContaining(" answered with SQL state 3F000 (1 attempt): preparing table")
          .hasMessageEndingWith(
              ". Create the schema of table 'theirs." + table + "', or name another.");
    }
  }

  @Test
  void anotherDimensionNamesBoth() {
    open(384, "model-a").close();
    assertState(
        () -> open(512, "model-b"),
        name
            + " holds 384-dimension vectors; this embedder makes 512. Use another table, or the"
            + " embedder that filled it.");
  }

  @Test
  void anotherModelNamesBoth() {
    open(3, "model-a").close();
    assertState(
        () -> open(3, "model-b"),
        name
            + " holds vectors of the model 'model-a'; this embedder is 'model-b'. Use another"
            + " table, or the embedder that filled it.");
  }

  @Test
  void aTableOfOtherColumnsIsLeftAlone() throws Exception {
    server.execute("CREATE TABLE " + table + " (id int, embedding real[])");
    assertState(
        () -> open(3, "m"),
        name
            + " has other columns (embedding real[], id integer); expected embedding_id uuid,"
            + " embedding vector(3), text text. Use another table, which is made where there is"
            + " none.");
  }

  @Test
  void aTableThatAnotherProgramFilledIsLeftAlone() throws Exception {
    open(3, "m").close();
    String copy = table.substring(0, 40);
    server.execute("CREATE TABLE " + copy + " (LIKE " + table + ")");
    server.execute(
        "INSERT INTO " + copy + " VALUES (gen_random_uuid(), '[1,2,3]', 'theirs', NULL)");
    String theirs = name.replace(table, copy);
    assertState(
        () -> at(copy).open(3, "m"),
        theirs
            + " holds 1 row of an unknown model; EasyNegatives fills tables of its own. Use another"
            + " table, or drop this one.");
    server.execute("TRUNCATE " + copy);
    server.execute("COMMENT ON TABLE " + copy + " IS 'kept by acme'");
    assertState(
        () -> at(copy).open(3, "m"),
        theirs
            + " holds 0 rows of an unknown model, with the comment 'kept by acme'; EasyNegatives"
            + " fills tables of its own. Use another table, or drop this one.");
    server.execute("COMMENT ON TABLE " + copy + " IS NULL");
    try (PgVectorIndex adopted = at(copy)) {
      adopted.open(3, "m");
      assertThat(adopted.size()).isZero();
    }
    assertThat(server.query("SELECT obj_description('" + copy + "'::regclass)"))
        .containsExactly("EasyNegatives: vectors of m");
  }

  @Test
  void badVectorsAreRefusedBeforeAnythingIsSent() {
    try (PgVectorIndex index = open(3, "m")) {
      Entry good = new Entry(Passage.of("good"), new float[] {1, 2, 3});
      Passage bad = Passage.of("bad");
      String who = "The vector of passage " + bad.id();
      assertArgument(
          () -> index.upsert(List.of(good, new Entry(bad, new float[] {1, 2}))),
          who + " has 2 numbers; the index was opened for 3. Embed everything with one model.");
      assertArgument(
          () -> index.upsert(List.of(good, new Entry(bad, new float[3]))),
          who
              + " is all zeros, which has no cosine. Look at what the embedder makes of this"
              + " text.");
      assertArgument(
          () -> index.upsert(List.of(good, new Entry(bad, new float[] {0, 3e25f, 4e25f}))),
          who
              + " is 4.9999998501870544E25 long; pgvector computes cosines of lengths between"
              + " 1.0E-18 and 1.0E18. Divide the vector by its length.");
      assertArgument(
          () -> index.nearest(new float[] {1, 2, 3}, 0), "nearest(.., 0): k must be at least 1.");
      assertThat(index.size()).isZero();
    }
  }

  @Test
  void callsAtTheWrongTimeSaySo() {
    PgVectorIndex index = at(table);
    String who = index.toString();
    assertState(
        () -> index.upsert(List.of()),
        who + " is not open; call open(dimension, fingerprint) first.");
    assertArgument(() -> index.open(0, "m"), "open(0, ..): a vector has at least 1 number.");
    index.open(3, "m");
    index.open(3, "m");
    assertState(
        () -> index.open(3, "n"),
        name
            + " holds vectors of the model 'm'; this embedder is 'n'. Use another table, or the"
            + " embedder that filled it.");
    index.close();
    assertState(() -> index.size(), who + " is closed; make another one.");
    assertState(() -> index.open(3, "m"), who + " is closed; make another one.");
  }

  @Test
  void aVectorThatSomebodyElseChangedIsAWrongAnswer() throws Exception {
    List<Entry> entries = Vectors.entries(2, 3, 7);
    try (PgVectorIndex index = open(3, "m")) {
      index.upsert(entries);
      server.execute("UPDATE " + table + " SET embedding = '[0,0,0]'");
      assertThatThrownBy(() -> index.vectors(List.of(entries.get(0).passage().id())))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessage(
              "PostgreSQL at "
                  + server.url().replaceFirst("\\?.*", "")
                  + " gave a wrong answer: reading 1 passage of table '"
                  + table
                  + "': the vector of passage "
                  + entries.get(0).passage().id()
                  + " is all zeros, which has no cosine. Find out who else writes into the table;"
                  + " drop it to have it filled again.");
      server.execute("UPDATE " + table + " SET embedding = NULL");
      assertThat(index.size()).isZero();
      assertThat(index.vectors(Vectors.ids(entries))).isEmpty();
      assertThat(index.nearest(new float[] {1, 0, 0}, 2)).isEmpty();
      index.upsert(entries);
      assertThat(index.vectors(Vectors.ids(entries))).hasSize(2);
    }
  }

  @Test
  void anIndexThatFindsFewIsNotUsed() throws Exception {
    List<Entry> entries = Vectors.entries(300, 3, 8);
    try (PgVectorIndex index = open(3, "m")) {
      index.upsert(entries);
      server.execute(
          "CREATE INDEX ON "
              + table
              + " USING ivfflat (embedding vector_cosine_ops) WITH (lists=100)");
      assertThat(index.nearest(entries.get(0).vector(), 100)).hasSize(100);
      assertThat(index.nearest(entries.get(0).vector(), 300)).hasSize(300);
    }
  }
}
