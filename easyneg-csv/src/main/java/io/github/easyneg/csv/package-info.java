/**
 * Data sets that are tables of text: CSV, with a comma, semicolon or bar between the fields, and
 * TSV. {@link io.github.easyneg.csv.CsvFileType} is found by the reader; there is nothing to call.
 */
@NullMarked
@CheckReturnValue
package io.github.easyneg.csv;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
