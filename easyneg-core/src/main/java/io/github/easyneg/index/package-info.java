/**
 * Where vectors are kept and searched: {@link io.github.easyneg.index.VectorIndex} is the interface
 * to plug a store in, {@link io.github.easyneg.index.ExactIndex} the exact one in memory.
 *
 * <p>Similarity is the cosine in [-1, 1] everywhere; stores that rescale it undo that at the
 * border.
 */
@NullMarked
@CheckReturnValue
package io.github.easyneg.index;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
