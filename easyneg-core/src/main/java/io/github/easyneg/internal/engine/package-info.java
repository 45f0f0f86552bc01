/** The mining engine. Start at {@link io.github.easyneg.internal.engine.Run}. Not for users. */
@NullMarked
@CheckReturnValue
package io.github.easyneg.internal.engine;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
