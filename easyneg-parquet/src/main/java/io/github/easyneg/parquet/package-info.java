/**
 * Parquet files of training data, chosen by the name {@code .parquet}. With this module on the
 * class path nothing else is needed: {@link io.github.easyneg.parquet.ParquetFileType} is found by
 * {@link java.util.ServiceLoader}.
 *
 * <p>Columns are encoded by parquet-column; the file around them (pages, row groups, footer) is put
 * together here, because parquet-java's own writer needs Hadoop.
 */
@NullMarked
@CheckReturnValue
package io.github.easyneg.parquet;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
