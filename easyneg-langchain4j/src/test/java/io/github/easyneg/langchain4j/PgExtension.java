package io.github.easyneg.langchain4j;

/**
 * Gives tests a real PostgreSQL with pgvector: as a {@code PgServer} parameter one that the whole
 * test run shares, with {@link #ownServer()} one that a test may kill.
 *
 * <p>It uses, in this order, the server at the system property {@code easyneg.pg.url} (shared only;
 * user {@code postgres}, password {@code geheim}), the PostgreSQL of this machine if it has
 * pgvector, or PGlite from npm, {@code src/test/pglite}. Where there is none of these, tests are
 * skipped and a line says so; with {@code -Deasyneg.pg.required=true} they fail.
 */
final class PgExtension extends ServerExtension<PgServer> {
  private static final TestServers<PgServer> SERVERS =
      new TestServers<>("PostgreSQL with pgvector", "easyneg.pg", "postgresql://", PgServer::new)
          .or("of this machine", PgServer::ofThisMachine)
          .or("npm", PgServer::ofNpm);

  PgExtension() {
    super(PgServer.class, SERVERS);
  }

  /** Starts a server that the caller may kill and must close. */
  static PgServer ownServer() {
    return SERVERS.own();
  }
}
