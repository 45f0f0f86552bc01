/**
 * Files: {@link io.github.easyneg.internal.io.RecordWriter} writes training data, {@link
 * io.github.easyneg.internal.io.AtomicFile} makes any file appear whole or not at all.
 */
@NullMarked
@CheckReturnValue
package io.github.easyneg.internal.io;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
