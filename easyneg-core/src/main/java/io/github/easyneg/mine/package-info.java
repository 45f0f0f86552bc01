/**
 * What makes a passage a candidate and what rejects it: {@link io.github.easyneg.mine.Anchor
 * anchors}, {@link io.github.easyneg.mine.Pool pools}, {@link io.github.easyneg.mine.Guard guards};
 * and what comes out, {@link io.github.easyneg.mine.MinedRow}.
 */
@NullMarked
@CheckReturnValue
package io.github.easyneg.mine;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
