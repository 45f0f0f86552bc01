/**
 * What is read: files of any type as records, and records of any {@code Shape} as rows. Start at
 * {@link io.github.easyneg.internal.source.FileDataset}; {@code FileRows} reads one file, {@code
 * Shapes} knows the shapes. Not for users.
 */
@NullMarked
@CheckReturnValue
package io.github.easyneg.internal.source;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
