/**
 * Models of a few tokens and dimensions that tests write themselves; their vectors are computed by
 * hand.
 */
@NullMarked
package io.github.easyneg.langchain4j.tiny;

import org.jspecify.annotations.NullMarked;
