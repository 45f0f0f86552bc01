/**
 * Records on their way into a file. Start at {@link
 * io.github.easyneg.internal.record.RecordWriter}, which picks the file type by the file's name
 * ({@code FileTypes}) and lets the file appear whole or not at all. JSON lines, a JSON array and
 * gzip are built in; others come by {@link java.util.ServiceLoader}, such as Parquet.
 *
 * <p>What a record says is decided by formats, and where it lies on disk by {@code internal.io};
 * nothing here looks into a record.
 */
@NullMarked
@CheckReturnValue
package io.github.easyneg.internal.record;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
