package io.github.easyneg.langchain4j;

import io.github.easyneg.langchain4j.internal.remote.Patience;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A running PostgreSQL with pgvector. */
final class PgServer extends TestServer {
  private static final NpmPackage PACKAGE =
      new NpmPackage("src/test/pglite", "target/pgvector-server", "start.mjs");

  PgServer(String url, ServerProcess process) {
    super(url, process);
  }

  /** The PostgreSQL of this machine, if it has pgvector. */
  static PgServer ofThisMachine() throws Exception {
    int port = freePort();
    // The driver would come back without encryption, and take another fault of a test's proxy.
    return new PgServer(
        "postgresql://127.0.0.1:" + port + "/postgres?sslmode=disable&gssEncMode=disable",
        LocalPostgres.at(port));
  }

  /**
   * PostgreSQL and pgvector as PGlite compiles them for Node.js. It is PostgreSQL's own code, but
   * one process: connections take turns, anybody is let in, and it knows no encryption.
   */
  static PgServer ofNpm() throws Exception {
    int port = freePort();
    // Its connections share what the extended protocol keeps between two messages, so that two at a
    // time lose it; in the simple one a statement is one message.
    return new PgServer(
        "postgresql://127.0.0.1:"
            + port
            + "/postgres?sslmode=disable&gssEncMode=disable&preferQueryMode=simple",
        NodeProcess.of(
            PACKAGE, data -> List.of("--path", "" + data.resolve("db"), "--port", "" + port)));
  }

  /** Who is let in. */
  PgVectorOptions options() {
    return PgVectorOptions.defaults().user("postgres").password("geheim");
  }

  @Override
  PgVectorIndex index(String address, String name, Patience patience) {
    return PgVectorIndex.at(
        address,
        name,
        options()
            .timeout(patience.timeout())
            .attempts(patience.attempts().most())
            .pauses(patience.attempts().first(), patience.attempts().longest()));
  }

  /** Every piece that the server sends is an answer's. */
  @Override
  FaultyProxy proxy() throws IOException {
    return new FaultyProxy(url(), (piece, length) -> true);
  }

  @Override
  boolean answers() {
    try {
      execute("SELECT 1");
      return true;
    } catch (SQLException e) {
      return false;
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
}
