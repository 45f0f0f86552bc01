/**
 * How a network becomes a static model, by the method of Model2Vec (Tulkens and van Dongen,
 * "Model2Vec: Fast State-of-the-Art Static Embeddings", 2024, <a
 * href="https://github.com/MinishLab/model2vec">MinishLab/model2vec</a>): a vector for each token
 * ({@code internal.embed}), {@link io.github.easyneg.onnx.internal.distill.PrincipalComponents} of
 * them, a weight by how frequent a token is ({@link
 * io.github.easyneg.onnx.internal.distill.Frequencies}). {@link
 * io.github.easyneg.onnx.internal.distill.Distillation} does one after the other, {@link
 * io.github.easyneg.onnx.internal.distill.StaticFolder} writes the result.
 */
@NullMarked
@CheckReturnValue
package io.github.easyneg.onnx.internal.distill;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
