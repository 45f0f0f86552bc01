package io.github.easyneg.internal.source;

import io.github.easyneg.data.FieldMap;
import io.github.easyneg.data.InputFormat;
import java.util.List;
import java.util.Set;

/** The shapes that this library knows, in the order in which they are tried. */
final class Shapes {
  private static final Shape GERMANRAG = new GermanragShape();

  private static final List<Shape> ALL =
      List.of(
          GERMANRAG,
          new SquadShape(),
          PassageShapes.DPR,
          PassageShapes.DPR_OUTPUT,
          PassageShapes.TEVATRON,
          PassageShapes.FLAG_EMBEDDING,
          PassageShapes.RAGAS,
          PassageShapes.LLAMA_INDEX,
          RerankShapes.COHERE,
          RerankShapes.EVALUATION,
          RerankShapes.LABELLED_LIST,
          new SentenceTransformersShape(),
          PassageShapes.COLUMNS);

  private Shapes() {}

  /**
   * Returns the shape of a file's records.
   *
   * @param first the names of the first record's fields, in order
   */
  static Shape of(InputFormat format, Set<String> first) {
    if (format.map().isPresent()) {
      FieldMap map = format.map().get();
      return new MappedShape(map);
    }
    for (Shape shape : ALL) {
      if (format.name().equals("auto") ? shape.fits(first) : shape.name().equals(format.name())) {
        return shape;
      }
    }
    // Its messages say what a row is.
    return GERMANRAG;
  }
}
