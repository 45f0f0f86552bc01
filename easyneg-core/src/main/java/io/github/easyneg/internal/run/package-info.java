/**
 * One run of a recipe, from the first row read to the report. Start at {@link
 * io.github.easyneg.internal.run.Run}. It opens a {@code Session} (threads, embedder, cache,
 * ground: what stays open), draws chunk by chunk, and hands rows to {@code Outputs}, whose files
 * appear together or not at all. {@code WorkDirectory} and {@code Journal} keep what an interrupted
 * run had drawn; {@code Tally} counts everything that the report says.
 *
 * <p>The top of the engine: it knows draw and ground, and only the recipe knows it. What never
 * happens here: a decision about a single passage, and a loss that the report does not count.
 */
@NullMarked
@CheckReturnValue
package io.github.easyneg.internal.run;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
