package io.github.easyneg.langchain4j;

import io.github.easyneg.index.Hit;
import io.github.easyneg.index.StoredVectors;
import io.github.easyneg.index.VectorIndex;
import io.github.easyneg.internal.text.NotNull;
import io.github.easyneg.langchain4j.internal.pgvector.PgAddress;
import io.github.easyneg.langchain4j.internal.pgvector.PgSession;
import io.github.easyneg.langchain4j.internal.remote.Deadline;
import io.github.easyneg.langchain4j.internal.store.Batches;
import io.github.easyneg.langchain4j.internal.store.Cosines;
import io.github.easyneg.langchain4j.internal.store.NearestSearch;
import io.github.easyneg.langchain4j.internal.store.VectorChecks;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An index in a table of a PostgreSQL server that has the extension pgvector.
 *
 * <p>It speaks to the server through PostgreSQL's JDBC driver, {@code org.postgresql:postgresql},
 * which must be on the class path; easyneg-langchain4j does not bring it.
 *
 * <p>The table is made where there is none, and the extension too, if the user may do that. One
 * that exists is reused: passages stand in it by id, so that a second run over the same data adds
 * nothing, and their vectors are read back instead of computed again. The table's comment remembers
 * the model; another model's vectors are refused, and a table that somebody else filled. Its
 * columns are those that LangChain4j's {@code PgVectorEmbeddingStore} reads.
 *
 * <p>{@link #nearest} is exact: the server compares the query with every vector, whatever indexes
 * the table has; what it finds is scored anew in double precision. {@code
 * docs/decisions/022-pgvector.md} says what that costs.
 *
 * <p>Several processes may fill one table at a time, with one model. Calls that fail for a passing
 * reason are repeated, see {@link PgVectorOptions#attempts}; any call then throws {@link
 * java.io.UncheckedIOException}.
 *
 * <p>Each thread that searches at a time has a connection of its own. {@link #close} may be called
 * from any thread. It ends the calls that are under way; they, and later ones, throw {@link
 * IllegalStateException}.
 */
public final class PgVectorIndex implements VectorIndex, StoredVectors {
  private static final double SHORTEST = 1e-18;
  private static final double LONGEST = 1e18;

  private final PgAddress address;
  private final PgVectorOptions options;
  private final Deadline deadline;
  private volatile @Nullable PgSession session;
  private volatile boolean connected;
  private volatile int dimension;
  private volatile boolean closed;

  private PgVectorIndex(PgAddress address, PgVectorOptions options) {
    this.address = address;
    this.options = options;
    this.deadline = new Deadline(options.timeout(), "easyneg-pgvector");
  }

  /**
   * Returns an index in {@code table}; nothing is connected or created before {@link #open}.
   *
   * @param url of the database, for example {@code postgresql://localhost:5432/postgres}, with
   *     {@code jdbc:} before it or not, and perhaps parameters of the driver behind it, such as
   *     {@code ?sslmode=require}
   * @param table up to 63 of {@code a-z}, {@code 0-9} and {@code _}, with no digit first; its
   *     schema and a dot may stand before it
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

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if the table holds vectors of another dimension, of another model
   *     or of nobody knows which, or has other columns, or if the driver is not on the class path
   * @throws java.io.UncheckedIOException if the server cannot be reached or refuses, for example
   *     because it has no pgvector
   */
  @Override
  public void open(int dimension, String fingerprint) {
    NotNull.check(fingerprint, "fingerprint");
    requireNotClosed();
    if (dimension < 1) {
      throw new IllegalArgumentException(
          "open(" + dimension + ", ..): a vector has at least 1 number.");
    }
    PgSession known = session;
    if (known != null && connected) {
      known.requireFor(dimension, fingerprint);
      return;
    }
    if (known != null) {
      known.close();
    }
    this.dimension = dimension;
    PgSession made =
        new PgSession(
            address,
            options.user(),
            options.password(),
            options.timeout(),
            deadline,
            options.attempts(),
            dimension,
            fingerprint);
    session = made;
    made.connect();
    connected = true;
  }

  /**
   * {@inheritDoc}
   *
   * <p>In batches of at most 1000 passages and 30 MB, each written whole or not at all.
   * PostgreSQL's texts have no character U+0000; U+FFFD stands in its place there.
   *
   * @throws IllegalArgumentException if a vector is of another length, not finite, all zeros, or so
   *     long or short that single precision cannot hold the square of its length; then nothing was
   *     sent
   */
  @Override
  public void upsert(List<Entry> entries) {
    NotNull.check(entries, "entries");
    PgSession session = session();
    for (Entry entry : entries) {
      String whose = "The vector of passage " + entry.passage().id();
      VectorChecks.require(whose, entry.vector(), dimension);
      requireMeasurable(whose, entry.vector());
    }
    Batches.of(entries, Integer.MAX_VALUE).forEach(session::upsert);
  }

  /** The server computes a cosine in single precision. */
  private static void requireMeasurable(String whose, float[] vector) {
    double length = length(vector);
    if (length < SHORTEST || length > LONGEST) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s is %s long; pgvector computes cosines of lengths between %s and %s. Divide the"
                  + " vector by its length.",
              whose,
              length,
              SHORTEST,
              LONGEST));
    }
  }

  private static double length(float[] vector) {
    double squares = 0;
    for (float number : vector) {
      squares += (double) number * number;
    }
    return Math.sqrt(squares);
  }

  private static float[] unit(float[] vector) {
    double length = length(vector);
    float[] unit = new float[vector.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (vector[i] / length);
    }
    return unit;
  }

  /** {@inheritDoc} */
  @Override
  public List<Hit> nearest(float[] query, int k) {
    NotNull.check(query, "query");
    PgSession session = session();
    VectorChecks.require("The query", query, dimension);
    if (k < 1) {
      throw new IllegalArgumentException("nearest(.., " + k + "): k must be at least 1.");
    }
    float[] unit = unit(query);
    return new NearestSearch(
            n -> {
              List<Hit> hits = new ArrayList<>();
              session
                  .search(unit, n)
                  .forEach((id, vector) -> hits.add(new Hit(id, Cosines.of(query, vector))));
              return new NearestSearch.Found(hits, n, hits.size());
            },
            session::count,
            incomplete -> {
              List<Hit> all = new ArrayList<>();
              session.scan((id, vector) -> all.add(new Hit(id, Cosines.of(query, vector))));
              return all;
            })
        .nearest(k);
  }

  /**
   * {@inheritDoc}
   *
   * <p>They come as they were put in, number by number, in pages of at most 1000.
   */
  @Override
  public Map<String, float[]> vectors(Collection<String> ids) {
    NotNull.check(ids, "ids");
    PgSession session = session();
    List<String> wanted = List.copyOf(new LinkedHashSet<>(ids));
    Map<String, float[]> vectors = new HashMap<>();
    int page = Batches.page(dimension);
    for (int from = 0; from < wanted.size(); from += page) {
      vectors.putAll(session.vectors(wanted.subList(from, Math.min(wanted.size(), from + page))));
    }
    return vectors;
  }

  /** Returns how many passages the table holds, whoever put them there. */
  @Override
  public long size() {
    return session().count();
  }

  private PgSession session() {
    requireNotClosed();
    PgSession open = session;
    if (open == null || !connected) {
      throw new IllegalStateException(
          this + " is not open; call open(dimension, fingerprint) first.");
    }
    return open;
  }

  private void requireNotClosed() {
    if (closed) {
      throw new IllegalStateException(this + " is closed; make another one.");
    }
  }

  @Override
  public void close() {
    closed = true;
    deadline.close();
    PgSession open = session;
    if (open != null) {
      open.close();
    }
    session = null;
  }

  @Override
  public String toString() {
    return "PgVectorIndex(" + address.shown() + ", " + address.name() + ")";
  }
}
