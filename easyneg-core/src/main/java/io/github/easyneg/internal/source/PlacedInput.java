package io.github.easyneg.internal.source;

import io.github.easyneg.data.Corpus;
import io.github.easyneg.data.InputFormat;
import io.github.easyneg.internal.json.BadRow;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * An input that is one of several, and takes of formats per input its own.
 *
 * @param place which of them it is, from 0
 */
record PlacedInput(Input input, int place) implements Input {
  private InputFormat own(InputFormat format) {
    return format.perInput().isEmpty() ? format : format.perInput().get(place);
  }

  @Override
  public String name() {
    return input.name();
  }

  @Override
  public List<Path> files() {
    return input.files();
  }

  @Override
  public Optional<Corpus> corpus(InputFormat format) {
    return input.corpus(own(format));
  }

  @Override
  public Set<String> ids(InputFormat format) {
    return input.ids(own(format));
  }

  @Override
  public RowSource open(
      InputFormat format,
      NamedPassages named,
      Optional<Consumer<BadRow>> tolerant,
      Consumer<BadRow> bad) {
    return input.open(own(format), named, tolerant, bad);
  }
}
