package io.github.easyneg.internal.ground;

import io.github.easyneg.data.QaRow;
import io.github.easyneg.sample.DrawKey;

/**
 * A row with what a draw needs to know of it.
 *
 * @param row the row as it was read
 * @param number its place in the data set, from 1
 * @param key the source of its chance
 * @param anchors the vectors of its anchors, of length one
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Row(QaRow row, long number, DrawKey key, float[][] anchors) {}
