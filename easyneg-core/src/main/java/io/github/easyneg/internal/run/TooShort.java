package io.github.easyneg.internal.run;

import io.github.easyneg.internal.text.NamesOptions;
import io.github.easyneg.internal.text.OptionText;
import io.github.easyneg.mine.ShortageException;

/** A row that is short where that is an error. */
final class TooShort extends ShortageException implements NamesOptions {
  private static final long serialVersionUID = 1L;

  private final transient OptionText text;

  TooShort(OptionText text) {
    super(text.toString());
    this.text = text;
  }

  @Override
  public OptionText text() {
    return text;
  }
}
