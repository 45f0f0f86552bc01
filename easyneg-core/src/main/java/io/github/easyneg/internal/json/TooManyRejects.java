package io.github.easyneg.internal.json;

import io.github.easyneg.data.DatasetFormatException;
import io.github.easyneg.data.Place;
import io.github.easyneg.internal.text.NamesOptions;
import io.github.easyneg.internal.text.OptionText;

/** More bad rows than may be left out. */
final class TooManyRejects extends DatasetFormatException implements NamesOptions {
  private static final long serialVersionUID = 1L;

  private final transient OptionText text;

  TooManyRejects(Place place, OptionText text, DatasetFormatException last) {
    super(place, text.toString(), last.brokenJson(), last);
    this.text = OptionText.of("{}: {}", place, text);
  }

  @Override
  public OptionText text() {
    return text;
  }
}
