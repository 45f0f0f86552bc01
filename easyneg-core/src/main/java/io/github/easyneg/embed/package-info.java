/**
 * Turning texts into vectors: {@link io.github.easyneg.embed.EmbeddingProvider} is the interface to
 * plug a model in, {@link io.github.easyneg.embed.TokenCounter} what some can do besides, {@link
 * io.github.easyneg.embed.HashingEmbedder} the one that needs no model.
 */
@NullMarked
@CheckReturnValue
package io.github.easyneg.embed;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
