package io.github.easyneg.internal.json;

import io.github.easyneg.data.DatasetFormatException;

/**
 * A row that a tolerant reader left out.
 *
 * @param line on which what is left out begins, from 1; a problem's own place may be a later line
 * @param lastLine of what is left out; {@code line} unless it stretches over several
 * @param problem what is wrong with it
 * @param text what the file has there, its first {@value #TEXT} characters; empty if that is not
 *     known
 */
public record BadRow(int line, int lastLine, DatasetFormatException problem, String text) {
  /** Characters that are kept of a line. */
  public static final int TEXT = 4096;
}
