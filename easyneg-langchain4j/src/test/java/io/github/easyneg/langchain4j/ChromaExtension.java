package io.github.easyneg.langchain4j;

/**
 * Gives tests a real Chroma server: as a {@code ChromaServer} parameter one that the whole test run
 * shares, with {@link #ownServer()} one that a test may kill.
 *
 * <p>It uses, in this order, the server at the system property {@code easyneg.chroma.url} (shared
 * only), the npm package of {@code src/test/chroma}, or Docker. Where there is none of these, tests
 * are skipped and a line says so; with {@code -Deasyneg.chroma.required=true} they fail.
 */
final class ChromaExtension extends ServerExtension<ChromaServer> {
  private static final TestServers<ChromaServer> SERVERS =
      new TestServers<>("Chroma server", "easyneg.chroma", "http://", ChromaServer::new)
          .or("npm", ChromaServer::ofNpm)
          .or("Docker", ChromaServer::ofDocker);

  ChromaExtension() {
    super(ChromaServer.class, SERVERS);
  }

  /** Starts a server that the caller may kill and must close. */
  static ChromaServer ownServer() {
    return SERVERS.own();
  }
}
