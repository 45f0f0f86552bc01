/**
 * What all rows of a run are mined on: the distinct passages ({@code NumberedPassages}), their
 * vectors, their words, and the passages over which quantiles are taken ({@code Background}). Start
 * at {@link io.github.easyneg.internal.ground.Ground}, which holds them; {@code CorpusReader},
 * {@code PassageVectors} and {@code Embedder} fill it, {@link
 * io.github.easyneg.internal.ground.RowReader} reads the rows a second time.
 *
 * <p>A ground is finished before the first draw and shared by all threads after that; {@link
 * io.github.easyneg.internal.ground.Vectors} alone may grow, where vectors are made on demand. What
 * never happens here: a random draw, a guard, a file of output. Nothing here knows the draw or the
 * run.
 */
@NullMarked
@CheckReturnValue
package io.github.easyneg.internal.ground;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
