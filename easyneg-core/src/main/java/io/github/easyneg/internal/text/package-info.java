/**
 * Words: splitting, folding, counting, and finding an answer in a passage; and what public types of
 * all modules share: errors that name an option ({@code OptionException}), refused nulls, values
 * that are changed in a copy. Not for users.
 */
@NullMarked
@CheckReturnValue
package io.github.easyneg.internal.text;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
