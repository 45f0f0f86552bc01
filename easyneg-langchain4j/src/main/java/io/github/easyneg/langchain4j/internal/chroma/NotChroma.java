package io.github.easyneg.langchain4j.internal.chroma;

import com.fasterxml.jackson.core.JsonProcessingException;

/** An answer that is JSON, but not Chroma's. */
final class NotChroma extends JsonProcessingException {
  private static final long serialVersionUID = 1L;

  NotChroma(String found) {
    super(found);
  }
}
