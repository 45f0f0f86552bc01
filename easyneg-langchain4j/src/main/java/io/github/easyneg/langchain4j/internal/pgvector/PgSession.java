package io.github.easyneg.langchain4j.internal.pgvector;

import io.github.easyneg.index.VectorIndex.Entry;
import io.github.easyneg.internal.http.Secret;
import io.github.easyneg.langchain4j.internal.remote.Attempts;
import io.github.easyneg.langchain4j.internal.remote.Deadline;
import io.github.easyneg.langchain4j.internal.remote.Patience;
import io.github.easyneg.langchain4j.internal.store.Batches;
import io.github.easyneg.langchain4j.internal.store.StoreConnection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** One table of one server. {@link PgFailures} words the errors. */
public final class PgSession implements StoreConnection {
  private final PgAddress address;
  private final PgFailures failures;
  private final Attempts attempts;
  private final PgConnections connections;
  private final PgTable table;
  private final String name;
  private final int dimension;
  private final String fingerprint;

  private PgSession(
      PgAddress address,
      Optional<String> user,
      Optional<Secret> password,
      Patience patience,
      Deadline deadline,
      int dimension,
      String fingerprint) {
    this.address = address;
    this.failures = new PgFailures(address, patience.timeout(), password);
    this.attempts = patience.attempts();
    this.connections = new PgConnections(address, user, password, patience.timeout(), deadline);
    this.table = new PgTable(address, dimension);
    this.name = "table '" + address.name() + "'";
    this.dimension = dimension;
    this.fingerprint = fingerprint;
  }

  /**
   * Connects, and creates the table if there is none.
   *
   * @param deadline of every call; once it is closed, by whoever made it, calls fail
   * @throws IllegalStateException if the table is for other vectors
   * @throws java.io.UncheckedIOException if the server cannot be reached or refuses
   */
  public static PgSession connected(
      PgAddress address,
      Optional<String> user,
      Optional<Secret> password,
      Patience patience,
      Deadline deadline,
      int dimension,
      String fingerprint) {
    PgSession session =
        new PgSession(address, user, password, patience, deadline, dimension, fingerprint);
    try {
      session.connect();
      return session;
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  private void connect() {
    PgDescription found =
        call("preparing " + name, connection -> table.prepare(connection, fingerprint));
    found.require(failures.nameOf(address), dimension, fingerprint);
  }

  @Override
  public void requireFor(int otherDimension, String otherFingerprint) {
    new PgDescription(
            Map.of(
                "embedding_id", "uuid", "text", "text", "embedding", "vector(" + dimension + ")"),
            Optional.of(PgDescription.label(fingerprint)),
            0)
        .require(failures.nameOf(address), otherDimension, otherFingerprint);
  }

  @Override
  public void requireStorable(String whose, float[] vector) {
    PgVector.requireMeasurable(whose, vector);
  }

  @Override
  public long count() {
    return call("counting " + name, table::count);
  }

  @Override
  public void upsert(List<Entry> batch) {
    boolean unused =
        call(
            "writing " + passages(batch.size()) + " to " + name,
            connection -> {
              table.upsert(connection, batch);
              return true;
            });
  }

  @Override
  public Map<String, float[]> vectors(List<String> ids) {
    return call(
        "reading " + passages(ids.size()) + " of " + name,
        connection -> table.vectors(connection, ids));
  }

  @Override
  public void scan(BiConsumer<String, float[]> to) {
    Optional<String> after = Optional.empty();
    int limit = Batches.page(dimension);
    while (true) {
      Optional<String> from = after;
      Map<String, float[]> page =
          call("reading " + name, connection -> table.page(connection, from, limit));
      for (Map.Entry<String, float[]> each : page.entrySet()) {
        to.accept(each.getKey(), each.getValue());
        after = Optional.of(each.getKey());
      }
      if (page.size() < limit || after.equals(from)) {
        return;
      }
    }
  }

  /** {@inheritDoc} Here the search is exact and misses none. */
  @Override
  public Map<String, float[]> search(float[] query, int n) {
    float[] unit = PgVector.unit(query);
    return call("searching " + name, connection -> table.nearest(connection, unit, n));
  }

  private static String passages(int n) {
    return n == 1 ? "1 passage" : n + " passages";
  }

  private <T> T call(String doing, PgConnections.Work<T> work) {
    try {
      return attempts.call(doing, () -> once(work));
    } catch (Attempts.GaveUp e) {
      throw failures.of(doing, e);
    }
  }

  private <T> T once(PgConnections.Work<T> work) throws Exception {
    try {
      return connections.call(work);
    } catch (SQLException e) {
      connections.forgetIdle();
      throw failures.passing(e) ? new PgFailures.Passing(failures.said(e), e) : e;
    }
  }

  @Override
  public void close() {
    connections.close();
  }
}
