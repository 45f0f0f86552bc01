/** Vectors in memory and how to multiply them. Not for users. */
@NullMarked
@CheckReturnValue
package io.github.easyneg.internal.math;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
