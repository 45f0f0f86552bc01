package io.github.easyneg.internal.settings;

/**
 * One setting of a run in words.
 *
 * @param name what it is called, for example {@code guards}
 * @param value its value, with all numbers that it depends on
 * @param decides whether another value may give another result; where files are kept, and how many
 *     threads there are, do not
 */
public record Fact(String name, String value, boolean decides) {}
