/**
 * Which passages a row gets. Start at {@link io.github.easyneg.internal.draw.Miner}, which draws
 * for a chunk of rows on all threads. {@link io.github.easyneg.internal.draw.RowView} is the ground
 * as one row sees it (cosines, quantiles, who is in the pool); {@code RowDraw} is the draw itself,
 * a race completed by a scan; {@code GuardChain} rejects, {@code Ranks}, {@code Widening} and
 * {@link io.github.easyneg.internal.draw.ReuseLimit} are its special cases; {@link
 * io.github.easyneg.internal.draw.Claims} settles what such a limit closes.
 *
 * <p>A draw is a pure function of seed, row and passage: threads, chunks and the order of the rows
 * never show in it. Nothing here reads or writes a file, or knows the run around it.
 */
@NullMarked
@CheckReturnValue
package io.github.easyneg.internal.draw;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
