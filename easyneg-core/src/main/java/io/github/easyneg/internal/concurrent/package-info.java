/** Running loops on several threads. Not for users. */
@NullMarked
@CheckReturnValue
package io.github.easyneg.internal.concurrent;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
