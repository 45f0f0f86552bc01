package io.github.easyneg.internal.draw;

import io.github.easyneg.data.Passage;
import io.github.easyneg.mine.Candidate;

/**
 * A passage as it looks to one row.
 *
 * @param number the passage's number
 * @param signalWeight what the user's signals add to its log-weight
 */
public record Seen(
    int number,
    Passage passage,
    double cosine,
    double cosineQuantile,
    double lexicalQuantile,
    int frequency,
    double signalWeight)
    implements Candidate {}
