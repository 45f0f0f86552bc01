package io.github.easyneg.hub.internal;

import io.github.easyneg.hub.HuggingFaceHubException;
import io.github.easyneg.internal.text.NamesOptions;
import io.github.easyneg.internal.text.OptionText;

/** A repository without the files that are needed. */
final class Unusable extends HuggingFaceHubException implements NamesOptions {
  private static final long serialVersionUID = 1L;

  private final transient OptionText text;

  Unusable(OptionText text) {
    super(Reason.FILE_NOT_FOUND, text.toString());
    this.text = text;
  }

  @Override
  public OptionText text() {
    return text;
  }
}
