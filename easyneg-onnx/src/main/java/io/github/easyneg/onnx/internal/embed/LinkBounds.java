package io.github.easyneg.onnx.internal.embed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How far the symbolic links in a model's folder may lead: to what is in the folder too. A snapshot
 * in the Hub's cache, {@code models--ORG--NAME/snapshots/COMMIT}, is made of links to contents next
 * to it, so there they may lead to whatever is in the repository's folder.
 *
 * <p>The folder itself may be reached through links: whoever names it means where it really is.
 *
 * @param folder the folder that links must not leave, itself without links
 */
record LinkBounds(Path folder) {
  private static final Pattern REPOSITORY = Pattern.compile("(models|datasets|spaces)--.+");

  /**
   * Finds out how far the links in a folder may lead.
   *
   * @throws UncheckedIOException if the folder's real path cannot be resolved
   */
  static LinkBounds of(Path named) {
    try {
      Path real = named.toRealPath();
      // A repository's folder may be a link to another disk, where it may have another name.
      Optional<Path> repository = repository(named.toAbsolutePath().normalize());
      if (repository.isPresent() && real.startsWith(repository.get().toRealPath())) {
        return new LinkBounds(repository.get().toRealPath());
      }
      return new LinkBounds(repository(real).orElse(real));
    } catch (IOException e) {
      throw ModelFolder.unreadable(named, e);
    }
  }

  private static Optional<Path> repository(Path folder) {
    for (Path above = folder.getParent(); above != null; above = above.getParent()) {
      Path repository = above.getParent();
      if (repository != null
          && above.endsWith("snapshots")
          && REPOSITORY.matcher(String.valueOf(repository.getFileName())).matches()) {
        return Optional.of(repository);
      }
    }
    return Optional.empty();
  }

  /**
   * Rejects a file outside the bounds; one that does not exist passes.
   *
   * @throws IllegalArgumentException if a link on the way to it leads out
   */
  void require(Path file) {
    if (!Files.exists(file)) {
      return;
    }
    try {
      Path real = file.toRealPath();
      if (!real.startsWith(folder)) {
        throw new IllegalArgumentException(
            file
                + ": a link leads to "
                + real
                + ", out of the model's folder; expected all of it within "
                + folder
                + ". Copy what it leads to in place of the link, if you trust it.");
      }
    } catch (IOException e) {
      throw ModelFolder.unreadable(file, e);
    }
  }
}
