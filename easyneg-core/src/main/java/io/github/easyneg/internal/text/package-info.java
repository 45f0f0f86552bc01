/** Words: splitting, folding, counting, and finding an answer in a passage. Not for users. */
@NullMarked
@CheckReturnValue
package io.github.easyneg.internal.text;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
