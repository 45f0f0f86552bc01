package io.github.easyneg.internal.source;

import io.github.easyneg.data.Place;
import io.github.easyneg.data.QaRow;

/** A row and where it begins. */
public record Found(Place place, QaRow row) {}
