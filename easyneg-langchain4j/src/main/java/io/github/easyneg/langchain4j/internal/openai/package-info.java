/** OpenAI's protocol for embeddings, which TEI, vLLM, Ollama, llama.cpp and LM Studio speak too. */
@NullMarked
@CheckReturnValue
package io.github.easyneg.langchain4j.internal.openai;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
