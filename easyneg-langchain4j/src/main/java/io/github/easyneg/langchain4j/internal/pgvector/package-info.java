/**
 * How {@link io.github.easyneg.langchain4j.PgVectorIndex} talks to PostgreSQL, over JDBC alone;
 * begin at {@link io.github.easyneg.langchain4j.internal.pgvector.PgSession}. What is asked is in
 * {@code PgTable}, on which connection and for how long in {@code PgConnections}, and what went
 * wrong in {@code PgFailures}.
 */
@NullMarked
@CheckReturnValue
package io.github.easyneg.langchain4j.internal.pgvector;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
