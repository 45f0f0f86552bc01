package io.github.easyneg.langchain4j.internal.pgvector;

import io.github.easyneg.index.VectorIndex.Entry;
import io.github.easyneg.langchain4j.internal.remote.WrongAnswer;
import io.github.easyneg.langchain4j.internal.store.StoreIds;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The statements that are made about one table. Its columns are those of LangChain4j's {@code
 * PgVectorEmbeddingStore}, so that programs that use that can search it. Each method is one
 * attempt, whose answer is checked; {@link PgSession} repeats them.
 */
final class PgTable {
  /**
   * An arbitrary number: the key of the advisory lock that is held while a table is created or
   * labelled.
   */
  private static final long LOCK = 0x6561_7379_6e65_67L;

  private final String name;
  private final int dimension;

  PgTable(PgAddress address, int dimension) {
    this.name = address.quoted();
    this.dimension = dimension;
  }

  /**
   * Creates the table if there is none, labels one that is empty and has no label, and returns what
   * there is then. Clients that do so at the same time wait for each other.
   */
  PgDescription prepare(Connection connection, String fingerprint) throws SQLException {
    Optional<PgDescription> found = describe(connection);
    if (found.isPresent() && !found.get().mayBeAdopted(dimension)) {
      return found.get();
    }
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      boolean unused = statement.execute("SELECT pg_advisory_xact_lock(" + LOCK + ")");
      found = describe(connection);
      if (found.isEmpty()) {
        create(statement);
      }
      if (found.isEmpty() || found.get().mayBeAdopted(dimension)) {
        unused = statement.execute("SET LOCAL standard_conforming_strings = on");
        unused =
            statement.execute(
                "COMMENT ON TABLE "
                    + name
                    + " IS "
                    + statement.enquoteLiteral(PgDescription.label(fingerprint)));
      }
      connection.commit();
    }
    // Where it failed, the caller ends the connection, and the server rolls back what was done.
    connection.setAutoCommit(true);
    return describe(connection)
        .orElseThrow(() -> new SQLException("somebody dropped the table meanwhile"));
  }

  private void create(Statement statement) throws SQLException {
    try (ResultSet type = statement.executeQuery("SELECT to_regtype('vector')")) {
      if (type.next() && type.getString(1) == null) {
        boolean unused = statement.execute("CREATE EXTENSION vector");
      }
    }
    boolean unused =
        statement.execute(
            "CREATE TABLE "
                + name
                + " (embedding_id uuid PRIMARY KEY, embedding vector("
                + dimension
                + "), text text, metadata json)");
  }

  private Optional<PgDescription> describe(Connection connection) throws SQLException {
    Map<String, String> columns = new TreeMap<>();
    Optional<String> comment = Optional.empty();
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            SELECT attname, format_type(atttypid, atttypmod), obj_description(attrelid, 'pg_class')
            FROM pg_attribute
            WHERE attrelid = to_regclass(?) AND attnum > 0 AND NOT attisdropped
            """)) {
      statement.setString(1, name);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          // A type outside the search path comes with its schema.
          columns.put(rows.getString(1), rows.getString(2).replaceFirst("^[^(]*\\.", ""));
          comment = Optional.ofNullable(rows.getString(3));
        }
      }
    }
    if (columns.isEmpty()) {
      return Optional.empty();
    }
    PgDescription known = new PgDescription(columns, comment, 0);
    return Optional.of(
        known.fingerprint().isPresent() ? known : known.withRows(rows(connection, "*")));
  }

  /** Returns how many passages with a vector the table holds. */
  long count(Connection connection) throws SQLException {
    return rows(connection, "embedding");
  }

  private long rows(Connection connection, String what) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet count = statement.executeQuery("SELECT count(" + what + ") FROM " + name)) {
      if (!count.next()) {
        throw new SQLException("the count is missing");
      }
      return count.getLong(1);
    }
  }

  /** Adds passages, and replaces those whose vectors differ; all of them or none. */
  void upsert(Connection connection, List<Entry> entries) throws SQLException {
    // In order of id, so that clients that write the same passages never deadlock; and each
    // id once, as PostgreSQL asks.
    Map<String, Entry> sorted = new TreeMap<>();
    entries.forEach(entry -> sorted.put(StoreIds.of(entry.passage().id()), entry));
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO "
                + name
                + """
                 AS held (embedding_id, embedding, text)
                SELECT id, vector::vector, text
                FROM unnest(?::uuid[], ?::text[], ?::text[]) AS given (id, vector, text)
                ON CONFLICT (embedding_id) DO UPDATE
                SET embedding = excluded.embedding, text = excluded.text
                WHERE vector_send(held.embedding) IS DISTINCT FROM vector_send(excluded.embedding)
                """)) {
      set(statement, 1, "uuid", sorted.keySet().toArray());
      set(
          statement,
          2,
          "text",
          sorted.values().stream().map(entry -> PgVector.text(entry.vector())).toArray());
      set(
          statement,
          3,
          "text",
          sorted.values().stream().map(entry -> writable(entry.passage().text())).toArray());
      int unused = statement.executeUpdate();
    }
  }

  /** PostgreSQL's texts hold every character but one. */
  private static String writable(String text) {
    return text.replace('\0', '\uFFFD');
  }

  private static void set(PreparedStatement statement, int at, String type, Object[] values)
      throws SQLException {
    Array array = statement.getConnection().createArrayOf(type, values);
    statement.setArray(at, array);
  }

  /** Returns the vectors of those of {@code ids} that the table holds. */
  Map<String, float[]> vectors(Connection connection, List<String> ids)
      throws SQLException, WrongAnswer {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT embedding_id, vector_send(embedding) FROM "
                + name
                + " WHERE embedding_id = ANY(?::uuid[]) AND embedding IS NOT NULL")) {
      set(statement, 1, "uuid", ids.stream().map(StoreIds::of).toArray());
      return read(statement, Set.copyOf(ids), ids.size());
    }
  }

  /** Returns up to {@code limit} vectors whose ids follow another, or the first, in their order. */
  Map<String, float[]> page(Connection connection, Optional<String> after, int limit)
      throws SQLException, WrongAnswer {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT embedding_id, vector_send(embedding) FROM "
                + name
                + " WHERE embedding IS NOT NULL AND (?::uuid IS NULL OR embedding_id > ?::uuid)"
                + " ORDER BY embedding_id LIMIT ?")) {
      @Nullable String from = after.map(StoreIds::of).orElse(null);
      statement.setString(1, from);
      statement.setString(2, from);
      statement.setInt(3, limit);
      return read(statement, Set.of(), limit);
    }
  }

  /**
   * Returns the {@code n} nearest passages and their vectors. An index of pgvector's cannot order
   * by a sum, so that no index is used, and no passage is missed.
   */
  Map<String, float[]> nearest(Connection connection, float[] query, int n)
      throws SQLException, WrongAnswer {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT embedding_id, vector_send(embedding) FROM "
                + name
                + " WHERE embedding IS NOT NULL"
                + " ORDER BY (embedding <=> ?::vector) + 0, embedding_id LIMIT ?")) {
      statement.setString(1, PgVector.text(query));
      statement.setInt(2, n);
      return read(statement, Set.of(), n);
    }
  }

  /**
   * Reads ids and vectors.
   *
   * @param asked the ids that may come; any where it is empty
   */
  private Map<String, float[]> read(PreparedStatement statement, Set<String> asked, int most)
      throws SQLException, WrongAnswer {
    Map<String, float[]> found = new LinkedHashMap<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        String id = StoreIds.passage(text(rows.getString(1)));
        if (!asked.isEmpty() && !asked.contains(id)) {
          throw new WrongAnswer("passage " + PgFailures.line(id) + " was not asked for");
        }
        byte[] bytes = rows.getBytes(2);
        found.put(
            id, PgVector.read(PgFailures.line(id), bytes == null ? new byte[0] : bytes, dimension));
        if (found.size() > most) {
          throw new WrongAnswer("more than " + most + " passages came; expected at most that many");
        }
      }
    }
    return found;
  }

  private static String text(@Nullable String id) {
    return id == null ? "" : id;
  }
}
