/**
 * What any vector store needs to keep an index's rules, and the adapter for LangChain4j's stores.
 */
@NullMarked
@CheckReturnValue
package io.github.easyneg.langchain4j.internal.store;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
