package io.github.easyneg.langchain4j.internal.pgvector;

import io.github.easyneg.internal.http.Secret;
import io.github.easyneg.langchain4j.internal.remote.Deadline;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The connections to one database: each call takes one that is free, or opens one, and gives it
 * back. A call that fails, or takes too long, ends its connection.
 *
 * <p>Thread-safe.
 */
final class PgConnections implements AutoCloseable {
  /** A page is asked for as 30 MB at most, which hexadecimal digits double. */
  private static final String MOST_BYTES = "100M";

  private final String url;
  private final Properties properties = new Properties();
  private final Deadline deadline;
  private final Queue<Connection> idle = new ConcurrentLinkedQueue<>();
  private final Set<Connection> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /** What is done on a connection. */
  interface Work<T> {
    T on(Connection connection) throws Exception;
  }

  PgConnections(
      PgAddress address,
      Optional<String> user,
      Optional<Secret> password,
      Duration timeout,
      Deadline deadline) {
    this.url = address.jdbc();
    this.deadline = deadline;
    // The deadline is the timeout that counts; the driver's own ends the thread of an abandoned
    // call.
    String seconds = String.valueOf(Math.min(Integer.MAX_VALUE / 1000, timeout.toSeconds() + 1));
    properties.setProperty("connectTimeout", seconds);
    properties.setProperty("socketTimeout", seconds);
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("maxResultBuffer", MOST_BYTES);
    properties.setProperty("ApplicationName", "EasyNegatives");
    // Statements that live in one connection break behind a pool such as PgBouncer.
    properties.setProperty("prepareThreshold", "0");
    user.ifPresent(name -> properties.setProperty("user", name));
    password.ifPresent(secret -> properties.setProperty("password", secret.value()));
  }

  /** Does some work within the deadline. */
  <T> T call(Work<T> work) throws Exception {
    Lease lease = new Lease();
    try {
      return deadline.call(() -> lease.run(work));
    } finally {
      lease.end();
    }
  }

  /** One call's use of a connection. */
  private final class Lease {
    private boolean over;
    private Optional<Connection> held = Optional.empty();

    <T> T run(Work<T> work) throws Exception {
      Connection connection = borrow();
      synchronized (this) {
        if (over) {
          discard(connection);
          throw new SQLException("the call was given up on");
        }
        held = Optional.of(connection);
      }
      T result = work.on(connection);
      synchronized (this) {
        if (!over && !closed) {
          held = Optional.empty();
          idle.add(connection);
        }
      }
      return result;
    }

    /** Ends the connection that a call did not give back. */
    synchronized void end() {
      over = true;
      held.ifPresent(PgConnections.this::discard);
      held = Optional.empty();
    }
  }

  private Connection borrow() throws SQLException {
    Connection known = idle.poll();
    if (known != null) {
      return known;
    }
    Connection made = DriverManager.getConnection(url, properties);
    open.add(made);
    if (closed) {
      discard(made);
    }
    return made;
  }

  /**
   * Closes the socket, also under a call that waits for it; the server rolls back what it began.
   */
  private void discard(Connection connection) {
    open.remove(connection);
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      // It is not used again in any case.
    }
  }

  /** Discards idle connections: where one broke, the others probably did too. */
  void forgetIdle() {
    for (Connection each = idle.poll(); each != null; each = idle.poll()) {
      discard(each);
    }
  }

  @Override
  public void close() {
    closed = true;
    for (Connection each : open) {
      discard(each);
    }
  }
}
