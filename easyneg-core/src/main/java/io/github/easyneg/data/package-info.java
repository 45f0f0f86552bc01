/**
 * What goes in: {@link io.github.easyneg.data.QaRow rows}, their {@link
 * io.github.easyneg.data.Passage passages}, and the {@link io.github.easyneg.data.Dataset} that
 * yields them.
 *
 * <p>Start at {@link io.github.easyneg.data.Datasets}, which reads files. Everything here is an
 * immutable value; sentinels such as {@code positive_ctx_idx = -1} end in the reader.
 */
@NullMarked
@CheckReturnValue
package io.github.easyneg.data;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
