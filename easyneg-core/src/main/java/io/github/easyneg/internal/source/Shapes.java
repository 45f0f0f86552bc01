package io.github.easyneg.internal.source;

import io.github.easyneg.data.InputFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The shapes that this library knows, in the order in which they are tried. */
final class Shapes {
  private static final Shape GERMANRAG = new GermanragShape();

  private static final List<Shape> ALL =
      List.of(
          GERMANRAG,
          new SquadShape(),
          PassageShapes.DPR,
          new DprOutputShape(),
          PassageShapes.TEVATRON,
          new TevatronIdsShape(),
          new NemoShape(Map.of()),
          PassageShapes.FLAG_EMBEDDING,
          PassageShapes.RAGAS,
          PassageShapes.LLAMA_INDEX,
          PassageShapes.RERANK,
          PassageShapes.RANKING,
          new QaPairsShape(),
          new SentenceTransformersShape(),
          new ColumnsShape());

  private Shapes() {}

  /**
   * Returns the shape of a file's records.
   *
   * @param first the names of the first record's fields, in order
   */
  static Shape of(InputFormat format, Set<String> first) {
    if (format.name().equals("map")) {
      return new MappedShape(format.map().orElseThrow());
    }
    if (!format.name().equals("auto")) {
      List<Shape> named = ALL.stream().filter(s -> s.name().equals(format.name())).toList();
      return named.stream().filter(s -> s.fits(first)).findFirst().orElseGet(() -> named.get(0));
    }
    for (Shape shape : ALL) {
      if (shape.fits(first)) {
        return shape;
      }
    }
    if (format.map().isPresent()) {
      return new MappedShape(format.map().get());
    }
    // Its messages say what a row is.
    return first.stream().anyMatch(GermanragShape.FIELDS::contains) || first.isEmpty()
        ? GERMANRAG
        : new UnknownShape();
  }
}
