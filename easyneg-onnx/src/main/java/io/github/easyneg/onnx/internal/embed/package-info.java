/**
 * How the embedders work inside. {@link
 * io.github.easyneg.onnx.internal.embed.SentenceTransformerFolder} reads a model folder into a
 * {@link io.github.easyneg.onnx.internal.embed.SentenceModel}, which loads nothing heavy; {@link
 * io.github.easyneg.onnx.internal.embed.SentenceEncoder} tokenises, batches and runs it. {@link
 * io.github.easyneg.onnx.internal.embed.StaticEncoder} is the counterpart for models that are one
 * matrix.
 */
@NullMarked
@CheckReturnValue
package io.github.easyneg.onnx.internal.embed;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
