/** The embedding cache on disk. Not for users. */
@NullMarked
@CheckReturnValue
package io.github.easyneg.internal.cache;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
