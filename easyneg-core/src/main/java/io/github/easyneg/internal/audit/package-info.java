/**
 * Reading back the audit, the file in which a run keeps each row with its negatives and why they
 * were taken, so that other formats can be written without mining again. Start at {@link
 * io.github.easyneg.internal.audit.JsonAudit}.
 *
 * <p>Apart from {@code internal.json}, because an audit holds mined rows and the reader of data
 * sets must not know them. The audit is written by {@link io.github.easyneg.format.Audit}, like any
 * format.
 */
@NullMarked
@CheckReturnValue
package io.github.easyneg.internal.audit;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
