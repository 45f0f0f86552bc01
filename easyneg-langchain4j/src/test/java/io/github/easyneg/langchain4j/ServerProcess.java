package io.github.easyneg.langchain4j;

import java.io.IOException;

/** What a server of the tests runs as. */
interface ServerProcess extends AutoCloseable {

  /** Starts it, for the first time or after {@link #kill}; it need not answer yet. */
  void start() throws Exception;

  /** Tells whether it may still come to answer. */
  boolean isAlive();

  /** Ends it at once, as {@code kill -9} does; its data stay. */
  void kill() throws Exception;

  /** Ends it for good, and deletes its data. */
  @Override
  void close() throws IOException;

  /** A server that somebody else started, and that tests leave as it is. */
  static ServerProcess foreign() {
    return new ServerProcess() {
      @Override
      public void start() {}

      @Override
      public boolean isAlive() {
        return true;
      }

      @Override
      public void kill() {
        throw new UnsupportedOperationException("somebody else's server; use ownServer()");
      }

      @Override
      public void close() {}
    };
  }
}
