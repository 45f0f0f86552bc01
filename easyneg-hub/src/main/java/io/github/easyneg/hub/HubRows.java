package io.github.easyneg.hub;

import io.github.easyneg.data.FieldMap;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The rows of a data set on the Hub, fetched. Immutable.
 *
 * @param config the configuration, {@code default} where the data set has no others
 * @param split the part, such as {@code train}
 * @param files which hold the rows, in order; a folder for a data set in BEIR's layout, or the file
 *     of its qrels
 * @param map which field is what by the data set's card, for records of no known shape; empty if
 *     the card does not say
 */
public record HubRows(String config, String split, List<Path> files, Optional<FieldMap> map) {
  /** Copies the list. */
  public HubRows {
    files = List.copyOf(files);
  }
}
