package io.github.easyneg.langchain4j.internal.pgvector;

import io.github.easyneg.internal.http.Secret;
import io.github.easyneg.internal.text.Excerpt;
import io.github.easyneg.internal.text.OptionFailures;
import io.github.easyneg.internal.text.OptionText;
import io.github.easyneg.internal.text.OptionText.Option;
import io.github.easyneg.langchain4j.internal.remote.Attempts;
import io.github.easyneg.langchain4j.internal.remote.ServerFailures;
import io.github.easyneg.langchain4j.internal.remote.WrongAnswer;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * What went wrong between us and a PostgreSQL server, in words: where, what, and what to do. The
 * codes are SQL's, see appendix A of PostgreSQL's documentation.
 */
final class PgFailures {
  private static final int LONGEST = 500;
  private static final String DRIVER = "org.postgresql:postgresql";

  private final PgAddress address;
  private final String server;
  private final ServerFailures common;
  private final Optional<Secret> password;

  PgFailures(PgAddress address, Duration timeout, Optional<Secret> password) {
    this.address = address;
    this.server = "PostgreSQL at " + address.shown();
    this.common =
        new ServerFailures(server, timeout, "PgVectorOptions.timeout", "the table; drop it");
    this.password = password;
  }

  /** A transient failure: another attempt may succeed. */
  static final class Passing extends IOException {
    private static final long serialVersionUID = 1L;

    Passing(String message, SQLException cause) {
      super(message, cause);
    }
  }

  /** Returns a table's name at the beginning of a sentence. */
  String nameOf(PgAddress table) {
    return "Table '" + table.name() + "' at " + table.shown();
  }

  /** Tells whether another attempt may succeed. */
  boolean passing(SQLException failure) {
    String state = state(failure);
    if (noDriver(failure)) {
      return false;
    }
    return state.startsWith("08") // the connection
        || state.startsWith("53") // memory, disk, connections
        || state.startsWith("57P") // the server stops or starts
        || state.startsWith("40"); // another transaction came first
  }

  private static String state(SQLException failure) {
    String state = failure.getSQLState();
    return state == null ? "" : state;
  }

  /** Returns what the server said, in one line, without the password. */
  String said(SQLException failure) {
    String message = line(String.valueOf(failure.getMessage()));
    String hidden = password.map(secret -> secret.hiddenIn(message)).orElse(message);
    return hidden.replaceFirst("[.\\s]+$", "");
  }

  /** Returns a text in one line, without control characters that a terminal would interpret. */
  static String line(String text) {
    return Excerpt.line(text, LONGEST);
  }

  /**
   * Returns the exception to throw.
   *
   * @param doing what was tried, for example {@code counting table 'x'}
   */
  RuntimeException of(String doing, Attempts.GaveUp failure) {
    Exception last = failure.last();
    Optional<RuntimeException> ended = common.ended(doing, last);
    if (ended.isPresent()) {
      return ended.get();
    }
    if (last instanceof TimeoutException) {
      return common.late(doing, failure);
    }
    if (last instanceof WrongAnswer wrong) {
      return common.wrong(doing, wrong);
    }
    if (last instanceof Passing passing && passing.getCause() instanceof SQLException sql) {
      return refused(doing, failure, sql);
    }
    if (last instanceof SQLException sql) {
      return refused(doing, failure, sql);
    }
    return last instanceof RuntimeException own ? own : new IllegalStateException(doing, last);
  }

  private RuntimeException refused(String doing, Attempts.GaveUp failure, SQLException sql) {
    String state = state(sql);
    if (noDriver(sql)) {
      return new IllegalStateException(
          "PgVectorIndex speaks to PostgreSQL through its JDBC driver, which is not on the class"
              + " path; add "
              + DRIVER
              + ".",
          sql);
    }
    return OptionFailures.unchecked(
        OptionText.of(
            "{} {} ({}): {}: {}. {}",
            server,
            state.startsWith("08") ? "cannot be reached" : "answered with SQL state " + state,
            failure.attempts(),
            doing,
            said(sql),
            remedy(state)),
        new IOException(sql));
  }

  /** In the words of java.sql.DriverManager. */
  private static boolean noDriver(SQLException failure) {
    return String.valueOf(failure.getMessage()).startsWith("No suitable driver");
  }

  private Object remedy(String state) {
    return switch (state.length() < 2 ? "" : state.substring(0, 2)) {
      case "08" ->
          OptionText.of(
              "Start the server, or correct the URL given to {}.", Option.call("PgVectorIndex.at"));
      case "28" ->
          OptionText.of(
              "Give the user with {} and its password with {}.",
              Option.call("PgVectorOptions.user"),
              Option.call("PgVectorOptions.password"));
      case "3D" ->
          OptionText.of(
              "Create the database, or correct the URL given to {}.",
              Option.call("PgVectorIndex.at"));
      case "3F" -> "Create the schema of table '" + address.name() + "', or name another.";
      case "53" -> "Let the server have more of what it lacks, or run again later.";
      case "0A", "58" ->
          "Install pgvector for this server, for example with Debian's postgresql-NN-pgvector or"
              + " the image pgvector/pgvector.";
      default ->
          state.equals("42501")
              ? "Let the user do this, or have an administrator create extension and table."
              : "See the server's log.";
    };
  }
}
