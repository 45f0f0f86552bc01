package io.github.easyneg.hub;

import io.github.easyneg.data.FieldMap;
import io.github.easyneg.internal.text.NotNull;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of a data set on the Hub, fetched. Immutable. */
public final class HubRows {
  private final String config;
  private final String split;
  private final List<Path> files;
  private final Optional<FieldMap> map;

  private HubRows(String config, String split, List<Path> files, Optional<FieldMap> map) {
    this.config = config;
    this.split = split;
    this.files = List.copyOf(files);
    this.map = map;
  }

  /** Returns the rows in files whose fields no card maps. */
  public static HubRows of(String config, String split, List<Path> files) {
    NotNull.check(config, "config");
    NotNull.check(split, "split");
    NotNull.check(files, "files");
    return new HubRows(config, split, files, Optional.empty());
  }

  /** Returns the same with a map. */
  public HubRows withMap(Optional<FieldMap> map) {
    NotNull.check(map, "map");
    return new HubRows(config, split, files, map);
  }

  /** Returns the configuration, {@code default} where the data set has no others. */
  public String config() {
    return config;
  }

  /** Returns the part, such as {@code train}. */
  public String split() {
    return split;
  }

  /**
   * Returns the files that hold the rows, in order; a folder for a data set in BEIR's layout, or
   * the file of its qrels.
   */
  public List<Path> files() {
    return files;
  }

  /**
   * Returns the field map from the data set's card, for records of no known shape; empty if the
   * card does not say.
   */
  public Optional<FieldMap> map() {
    return map;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof HubRows that
        && config.equals(that.config)
        && split.equals(that.split)
        && files.equals(that.files)
        && map.equals(that.map);
  }

  @Override
  public int hashCode() {
    return Objects.hash(config, split, files, map);
  }

  @Override
  public String toString() {
    return config + "/" + split + " " + files;
  }
}
