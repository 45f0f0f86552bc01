package io.github.easyneg.internal.source;

import io.github.easyneg.data.InputFormat;
import java.util.Set;

/** Records of which nothing is known: each is refused with what there is to do. */
final class UnknownShape implements Shape {

  @Override
  public String name() {
    return "unknown";
  }

  @Override
  public String title() {
    return "records of an unknown shape";
  }

  @Override
  public boolean fits(Set<String> fields) {
    return true;
  }

  @Override
  public String mapping(Set<String> fields) {
    return "nothing";
  }

  @Override
  public Converter converter(InputFormat format, NamedPassages named) {
    return (record, rows, problems) -> {
      throw new IllegalArgumentException(
          "expected the fields of a known shape, such as question, context and answer, found "
              + String.join(", ", record.fields().keySet())
              + "; say which field is what with a map, as in"
              + " question=user_input,answer=reference,contexts=docs[*].text,positive=0 (--map, or"
              + " Datasets.mapped).");
    };
  }
}
