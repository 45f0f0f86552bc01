/**
 * How {@link io.github.easyneg.langchain4j.PgVectorIndex} talks to PostgreSQL, over JDBC alone;
 * begin at {@link io.github.easyneg.langchain4j.internal.pgvector.PgSession}. SQL statements are in
 * {@code PgTable}, connections and timeouts in {@code PgConnections}, and error messages in {@code
 * PgFailures}.
 */
@NullMarked
@CheckReturnValue
package io.github.easyneg.langchain4j.internal.pgvector;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
