/**
 * How {@link io.github.easyneg.langchain4j.ChromaIndex} talks to its server; begin at {@link
 * io.github.easyneg.langchain4j.internal.chroma.ChromaConnection}.
 */
@NullMarked
@CheckReturnValue
package io.github.easyneg.langchain4j.internal.chroma;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
