/**
 * The parts that come from elsewhere: embedders that run in this process ({@link
 * io.github.easyneg.langchain4j.OnnxEmbedder}, {@link
 * io.github.easyneg.langchain4j.StaticEmbedder}), the store in a Chroma server ({@link
 * io.github.easyneg.langchain4j.ChromaIndex}), models and data sets from the Hub ({@link
 * io.github.easyneg.langchain4j.HuggingFaceHub}), and adapters for LangChain4j's own interfaces
 * ({@link io.github.easyneg.langchain4j.LangChain4j}).
 */
@NullMarked
@CheckReturnValue
package io.github.easyneg.langchain4j;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
