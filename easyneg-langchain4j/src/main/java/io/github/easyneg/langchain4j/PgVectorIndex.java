package io.github.easyneg.langchain4j;

import io.github.easyneg.internal.text.NotNull;
import io.github.easyneg.langchain4j.internal.pgvector.PgAddress;
import io.github.easyneg.langchain4j.internal.pgvector.PgSession;
import io.github.easyneg.langchain4j.internal.remote.Deadline;
import io.github.easyneg.langchain4j.internal.store.StoreConnection;

/**
 * An index in a table of a PostgreSQL server that has the extension pgvector.
 *
 * <p>It speaks to the server through PostgreSQL's JDBC driver, {@code org.postgresql:postgresql},
 * which must be on the class path; easyneg-langchain4j does not depend on it.
 *
 * <p>The table is created if it does not exist, and so is the extension, if the user may do that.
 * An existing table is reused: passages are keyed by id, so that a second run over the same data
 * adds nothing, and their vectors are read back instead of computed again. The table's comment
 * records the model; another model's vectors are rejected, and so is a table that somebody else
 * filled. Its columns are those that LangChain4j's {@code PgVectorEmbeddingStore} reads.
 *
 * <p>{@link #nearest} is exact: the server compares the query with every vector, whatever indexes
 * the table has; what it finds is scored again in double precision. {@code
 * docs/decisions/022-pgvector.md} says what that costs.
 *
 * <p>{@link #open} throws {@link IllegalStateException} if the table holds vectors of another
 * dimension, of another model or of an unknown one, or has other columns, or if the driver is not
 * on the class path; {@link java.io.UncheckedIOException} if the server cannot be reached or
 * refuses, for example because it has no pgvector.
 *
 * <p>{@link #upsert} sends batches of at most 1000 passages and 30 MB, each written completely or
 * not at all. PostgreSQL's texts cannot hold the character U+0000, which is replaced by U+FFFD. A
 * vector so long or short that single precision cannot hold the square of its length is rejected
 * before anything is sent.
 *
 * <p>Several processes may fill one table at the same time, with one model. Calls that fail for a
 * transient reason are retried, see {@link PgVectorOptions#attempts}; any call then throws {@link
 * java.io.UncheckedIOException}.
 *
 * <p>Threads that search at the same time each have a connection of their own. {@link #close} may
 * be called from any thread. It cancels the calls in progress; they, and later ones, throw {@link
 * IllegalStateException}.
 */
public final class PgVectorIndex extends ServerIndex {
  private final PgAddress address;
  private final PgVectorOptions options;

  private PgVectorIndex(PgAddress address, PgVectorOptions options) {
    super(options.patience().timeout(), "easyneg-pgvector");
    this.address = address;
    this.options = options;
  }

  /**
   * Returns an index in {@code table}; nothing is connected or created before {@link #open}.
   *
   * @param url of the database, for example {@code postgresql://localhost:5432/postgres}, with or
   *     without {@code jdbc:} before it, optionally followed by parameters of the driver, such as
   *     {@code ?sslmode=require}
   * @param table up to 63 of {@code a-z}, {@code 0-9} and {@code _}, with no digit first; its
   *     schema and a dot may be before it
   * @throws IllegalArgumentException if {@code url} or {@code table} cannot be one, or the URL
   *     holds a password
   */
  public static PgVectorIndex at(String url, String table) {
    NotNull.check(url, "url");
    NotNull.check(table, "table");
    return at(url, table, PgVectorOptions.defaults());
  }

  /**
   * Returns an index in {@code table}; nothing is connected or created before {@link #open}.
   *
   * @param url as for {@link #at(String, String)}
   * @param table as for {@link #at(String, String)}
   * @param options user, password, timeout, attempts
   * @throws IllegalArgumentException if {@code url} or {@code table} cannot be one, or the URL
   *     holds a password
   */
  public static PgVectorIndex at(String url, String table, PgVectorOptions options) {
    NotNull.check(url, "url");
    NotNull.check(table, "table");
    NotNull.check(options, "options");
    return new PgVectorIndex(PgAddress.of(url, table), options);
  }

  @Override
  StoreConnection connect(Deadline deadline, int dimension, String fingerprint) {
    return PgSession.connected(
        address,
        options.user(),
        options.password(),
        options.patience(),
        deadline,
        dimension,
        fingerprint);
  }

  @Override
  public String toString() {
    return "PgVectorIndex(" + address.shown() + ", " + address.name() + ")";
  }
}
