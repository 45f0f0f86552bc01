package io.github.easyneg.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.data.Passage;
import io.github.easyneg.index.VectorIndex.Entry;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A table is made, used again, or left alone; and what a user reads when it is left alone. */
@ExtendWith(PgExtension.class)
final class PgVectorTablesTest extends StoreMessagesContract {
  private final PgServer server;

  PgVectorTablesTest(PgServer server) {
    super(server, "table", server.url().replaceFirst("\\?.*", ""));
    this.server = server;
  }

  private PgVectorIndex at(String where) {
    return PgVectorIndex.at(server.url(), where, server.options());
  }

  @Test
  void theTableRemembersItsModelAndHoldsTextsForOthersToRead() throws Exception {
    try (ServerIndex index = open(3, "model 'a' \\ 1")) {
      index.upsert(List.of(new Entry(Passage.of("Grüße\0👩"), new float[] {1, 2, 3})));
    }
    assertThat(server.query("SELECT obj_description('" + name + "'::regclass)"))
        .containsExactly("EasyNegatives: vectors of model 'a' \\ 1");
    assertThat(server.query("SELECT text FROM " + name)).containsExactly("Grüße\uFFFD👩");
    assertThat(server.query("SELECT embedding::text FROM " + name)).containsExactly("[1,2,3]");
    open(3, "model 'a' \\ 1").close();
  }

  @Test
  void aSchemaOfOnesOwnIsUsedAndAMissingOneIsNotMade() throws Exception {
    server.execute("CREATE SCHEMA IF NOT EXISTS ours");
    try (PgVectorIndex index = at("ours." + name)) {
      index.open(3, "m");
      index.upsert(Vectors.entries(5, 3, 1));
    }
    assertThat(server.query("SELECT count(*) FROM ours." + name)).containsExactly("5");
    try (PgVectorIndex index = at("theirs." + name)) {
      assertThatThrownBy(() -> index.open(3, "m"))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageStartingWith("PostgreSQL at ")
          .hasMessageContaining(" answered with SQL state 3F000 (1 attempt): preparing table")
          .hasMessageEndingWith(
              ". Create the schema of table 'theirs." + name + "', or name another.");
    }
  }

  @Test
  void aTableOfOtherColumnsIsLeftAlone() throws Exception {
    server.execute("CREATE TABLE " + name + " (id int, embedding real[])");
    assertState(
        () -> open(3, "m"),
        place(name)
            + " has other columns (embedding real[], id integer); expected embedding_id uuid,"
            + " embedding vector(3), text text. Use another table, which is made where there is"
            + " none.");
  }

  @Test
  void aTableThatAnotherProgramFilledIsLeftAlone() throws Exception {
    open(3, "m").close();
    String copy = name.substring(0, 40);
    server.execute("CREATE TABLE " + copy + " (LIKE " + name + ")");
    server.execute(
        "INSERT INTO " + copy + " VALUES (gen_random_uuid(), '[1,2,3]', 'theirs', NULL)");
    String theirs = place(copy);
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
  void aVectorThatPgvectorCannotCompareIsRefusedBeforeAnythingIsSent() {
    try (ServerIndex index = open(3, "m")) {
      Entry good = new Entry(Passage.of("good"), new float[] {1, 2, 3});
      Passage bad = Passage.of("bad");
      String who = "The vector of passage " + bad.id();
      assertArgument(
          () -> index.upsert(List.of(good, new Entry(bad, new float[] {0, 3e25f, 4e25f}))),
          who
              + " is 4.9999998501870544E25 long; pgvector computes cosines of lengths between"
              + " 1.0E-18 and 1.0E18. Divide the vector by its length.");
      assertThat(index.size()).isZero();
    }
  }

  @Test
  void aVectorThatSomebodyElseChangedIsAWrongAnswer() throws Exception {
    List<Entry> entries = Vectors.entries(2, 3, 7);
    try (ServerIndex index = open(3, "m")) {
      index.upsert(entries);
      server.execute("UPDATE " + name + " SET embedding = '[0,0,0]'");
      assertThatThrownBy(() -> index.vectors(List.of(entries.get(0).passage().id())))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessage(
              "PostgreSQL at "
                  + server.url().replaceFirst("\\?.*", "")
                  + " gave a wrong answer: reading 1 passage of table '"
                  + name
                  + "': the vector of passage "
                  + entries.get(0).passage().id()
                  + " is all zeros, which has no cosine. Find out who else writes into the table;"
                  + " drop it to have it filled again.");
      server.execute("UPDATE " + name + " SET embedding = NULL");
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
    try (ServerIndex index = open(3, "m")) {
      index.upsert(entries);
      server.execute(
          "CREATE INDEX ON "
              + name
              + " USING ivfflat (embedding vector_cosine_ops) WITH (lists=100)");
      assertThat(index.nearest(entries.get(0).vector(), 100)).hasSize(100);
      assertThat(index.nearest(entries.get(0).vector(), 300)).hasSize(300);
    }
  }
}
