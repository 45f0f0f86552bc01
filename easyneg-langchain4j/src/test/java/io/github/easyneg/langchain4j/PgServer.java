package io.github.easyneg.langchain4j;

import java.io.IOException;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;

/** A running PostgreSQL with pgvector that tests may kill and start again with the same data. */
abstract class PgServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Where its database is, with the parameters that it needs. */
  abstract String url();

  /** Who is let in. */
  PgVectorOptions options() {
    return PgVectorOptions.defaults().user("postgres").password("geheim");
  }

  /** Ends it at once, as {@code kill -9} does; its data stay. */
  abstract void kill() throws Exception;

  /** Starts it again, at the same address and with the same data. */
  abstract void start() throws Exception;

  /** Ends it for good. */
  @Override
  public abstract void close() throws IOException;

  /** Returns a table's name that no other test has. */
  static String freshTable() {
    return "test_" + UUID.randomUUID().toString().replace('-', '_');
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Opens a connection past the index. */
  Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:" + url(), "postgres", "geheim");
  }

  /** Runs a statement past the index. */
  void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      boolean unused = statement.execute(sql);
    }
  }

  /** Returns the first column of a query's answer. */
  List<String> query(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(String.valueOf(rows.getString(1)));
      }
      return values;
    }
  }

  /** Waits until the server answers. */
  final void awaitReady(Callable<Boolean> alive) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      try {
        execute("SELECT 1");
        return;
      } catch (SQLException e) {
        if (!alive.call()) {
          throw new IOException("PostgreSQL ended before it answered", e);
        }
        Thread.sleep(50);
      }
    }
    throw new IOException("PostgreSQL did not answer within " + PATIENCE);
  }
}
