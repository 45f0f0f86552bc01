package io.github.easyneg.check;

import io.github.easyneg.data.DatasetFormatException;
import io.github.easyneg.data.InputFormat;
import io.github.easyneg.internal.source.Found;
import io.github.easyneg.internal.source.Input;
import io.github.easyneg.internal.source.NamedPassages;
import io.github.easyneg.internal.source.RowSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads the beginnings of files. */
final class Previews {
  private Previews() {}

  static Preview of(List<Input> inputs, InputFormat format, int rows) {
    Set<String> readAs = new LinkedHashSet<>();
    List<Preview.Row> shown = new ArrayList<>();
    for (Input input : inputs) {
      try (RowSource source =
          input.tolerant(format, NamedPassages.of(List.of(input), format), bad -> {})) {
        Found found = source.next();
        source.kind().ifPresent(kind -> readAs.add(kind.toString()));
        while (found != null && shown.size() < rows) {
          shown.add(new Preview.Row(found.place(), found.row()));
          found = shown.size() < rows ? source.next() : null;
        }
      } catch (DatasetFormatException e) {
        // The check tells of it.
      }
    }
    return new Preview(List.copyOf(readAs), shown);
  }
}
