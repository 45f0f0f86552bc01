/** Reading rows from JSON, and writing plain values as JSON. Not for users. */
@NullMarked
@CheckReturnValue
package io.github.easyneg.internal.json;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
