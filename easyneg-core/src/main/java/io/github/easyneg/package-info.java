/**
 * Easy negatives for question-answering data. Start at {@link io.github.easyneg.EasyNegatives}, the
 * recipe that takes rows to training data.
 */
@NullMarked
@CheckReturnValue
package io.github.easyneg;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
