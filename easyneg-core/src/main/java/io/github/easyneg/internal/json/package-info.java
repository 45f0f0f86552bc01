/** JSON: {@link io.github.easyneg.internal.json.JsonValues} writes the values that records hold. */
@NullMarked
@CheckReturnValue
package io.github.easyneg.internal.json;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
