/**
 * Reading rows from JSON, and writing plain values as JSON. Start at {@link
 * io.github.easyneg.internal.json.FileDataset}, which {@link io.github.easyneg.data.Datasets}
 * makes; {@code JsonRows} walks through a file, {@code JsonRecord} checks one row, and every error
 * they throw names file, line and field.
 *
 * <p>{@code JsonRecords} reads on after an invalid row, and hands each to {@code Rejects}; none is
 * left out without being counted. Sentinels such as {@code positive_ctx_idx = -1} end here. Nothing
 * here knows mined rows: reading those back is {@code internal.audit}.
 */
@NullMarked
@CheckReturnValue
package io.github.easyneg.internal.json;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
