/**
 * What in a data set would hurt, before anything is mined: rows that cannot be read, empty texts,
 * duplicates, answers in a row's own negatives, texts that a model truncates. Start at {@link
 * io.github.easyneg.check.DatasetCheck}; it hands over {@linkplain io.github.easyneg.check.Finding
 * findings}, each with severity, place and text, and sums them up in a {@link
 * io.github.easyneg.check.CheckSummary}.
 *
 * <p>A checkup is a class of its own for each thing to look at; each sees every row once, in order.
 * Nothing here changes the data, and nothing stops at a bad row.
 */
@NullMarked
@CheckReturnValue
package io.github.easyneg.check;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
