package io.github.easyneg.hub.internal;

import io.github.easyneg.internal.io.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * One repository's folder in the cache, laid out as Python's {@code huggingface_hub} does:
 *
 * <pre>
 * models--org--name/refs/main                        the commit of a branch or tag
 * models--org--name/blobs/(etag)                     contents
 * models--org--name/snapshots/(commit)/(path)        relative links to blobs
 * .locks/models--org--name/(etag).lock
 * </pre>
 *
 * <p>Nothing is read or written outside of the repository's folder and that of its locks, even
 * where links inside of them point elsewhere; the repository's folder itself, and the cache, may be
 * links.
 *
 * @see <a href="https://huggingface.co/docs/huggingface_hub/guides/manage-cache">Manage the
 *     huggingface_hub cache-system</a>
 */
final class RepoCache {

  // Its first line is what backup programs look for, see https://bford.info/cachedir/.
  private static final String CACHE_TAG =
      "Signature: 8a477f597d28d172789f06886806bc55\n# Everything here can be downloaded again.\n";

  /** A commit has 40; anything longer is invalid, and is not read into memory. */
  private static final long MOST_REF_BYTES = 1024;

  private final Path cache;
  private final Path folder;
  private final String folderName;
  private final boolean symlinks;

  RepoCache(HubSettings.Cache settings, Repo repo) {
    this.cache = settings.directory().toAbsolutePath().normalize();
    this.folderName = repo.folderName();
    this.folder = cache.resolve(folderName);
    this.symlinks = settings.symlinks();
  }

  /** Returns the commit that a revision pointed to when it was last looked up online. */
  Optional<Commit> commit(Revision revision) {
    if (revision.commit().isPresent()) {
      return revision.commit();
    }
    Path ref = ref(revision);
    if (!Files.isRegularFile(ref)) {
      return Optional.empty();
    }
    try {
      requireInside(folder, ref);
      return Files.size(ref) > MOST_REF_BYTES
          ? Optional.empty()
          : Commit.parse(Files.readString(ref).strip());
    } catch (IOException e) {
      throw failed(ref, "read", e);
    }
  }

  /**
   * Records the commit that a branch or tag points to; does nothing for a commit, or if it is
   * known.
   */
  void remember(Revision revision, Commit commit) {
    if (revision.commit().isPresent() || commit(revision).equals(Optional.of(commit))) {
      return;
    }
    Path ref = ref(revision);
    makeFolder(folder, parent(ref));
    Path draft = ref.resolveSibling(ref.getFileName() + "." + unique() + ".tmp");
    try {
      Files.writeString(draft, commit.sha1(), StandardCharsets.US_ASCII);
      replace(draft, ref);
    } catch (IOException e) {
      throw failed(ref, "write", e);
    }
  }

  /** Returns the folder of a commit, there or not. */
  Path snapshot(Commit commit) {
    return folder.resolve("snapshots").resolve(commit.sha1());
  }

  /** Returns the paths of the files that the cache holds of a commit, sorted. */
  List<String> files(Commit commit) {
    Path snapshot = snapshot(commit);
    if (!Files.isDirectory(snapshot)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(snapshot)) {
      return all.filter(Files::isRegularFile)
          .map(file -> snapshot.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw failed(snapshot, "read", e);
    }
  }

  /** Returns where a file of a commit is, if the cache holds it. */
  Optional<Path> find(Commit commit, RepoFile file) {
    Path pointer = file.under(snapshot(commit));
    if (!Files.isRegularFile(pointer)) {
      return Optional.empty();
    }
    requireInside(folder, pointer);
    return Optional.of(pointer);
  }

  /** Returns the content's place, and makes its folder. */
  Path blob(Etag etag) {
    makeFolder(folder, folder.resolve("blobs"));
    return folder.resolve("blobs").resolve(etag.hash());
  }

  /** Returns where a download of the content grows; not Python's name, see {@link CacheLock}. */
  Path partial(Etag etag) {
    return blob(etag).resolveSibling(etag.hash() + ".easyneg.incomplete");
  }

  /** Runs an action while no other download of the content is running. */
  <T> T alone(Etag etag, Supplier<T> action) {
    Path locks = cache.resolve(".locks").resolve(folderName);
    makeFolder(cache, locks);
    Path tag = cache.resolve("CACHEDIR.TAG");
    try {
      if (!Files.exists(tag, LinkOption.NOFOLLOW_LINKS)) {
        Files.writeString(tag, CACHE_TAG, StandardOpenOption.CREATE_NEW);
      }
    } catch (FileAlreadyExistsException e) {
      // Another process was faster.
    } catch (IOException e) {
      throw failed(tag, "create", e);
    }
    return CacheLock.holding(locks.resolve(etag.hash() + ".lock"), action);
  }

  /**
   * Makes a file of a snapshot from a blob.
   *
   * @param fresh whether nothing else refers to the blob yet, so that it may be moved where links
   *     are not available
   */
  Path point(Commit commit, RepoFile file, Path blob, boolean fresh) {
    Path pointer = file.under(snapshot(commit));
    makeFolder(folder, parent(pointer));
    try {
      // What exists is a link whose blob is missing: a complete file would have been found.
      Files.deleteIfExists(pointer);
      if (symlinks && link(pointer, blob)) {
        return pointer;
      }
      if (fresh) {
        replace(blob, pointer);
      } else {
        Path copy = blob.resolveSibling(blob.getFileName() + "." + unique() + ".incomplete");
        Files.copy(blob, copy);
        replace(copy, pointer);
      }
      return pointer;
    } catch (IOException e) {
      throw failed(pointer, "create", e);
    }
  }

  /** Moves a whole file to its name, in one step. */
  static void replace(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Returns an exception for the disk. */
  static UncheckedIOException failed(Path path, String verb, IOException e) {
    return new UncheckedIOException(
        path
            + ": expected to "
            + verb
            + " this file of the Hugging Face cache, but cannot ("
            + Reason.of(e)
            + "). Check the disk and its permissions, or set HF_HUB_CACHE to another folder.",
        e);
  }

  private static boolean link(Path pointer, Path blob) throws IOException {
    Path relative = parent(pointer).relativize(blob);
    try {
      Files.createSymbolicLink(pointer, relative);
      return true;
    } catch (FileAlreadyExistsException e) {
      // Another process, Python perhaps, was faster.
      return Files.isSameFile(pointer, blob);
    } catch (UnsupportedOperationException | FileSystemException e) {
      // Windows without the privilege, or a file system without links.
      return false;
    }
  }

  private Path ref(Revision revision) {
    return new RepoFile(revision.name()).under(folder.resolve("refs"));
  }

  /** Makes a folder below another, and checks the real path at each step. */
  private static void makeFolder(Path top, Path wanted) {
    try {
      Files.createDirectories(top);
      Path step = top;
      for (Path name : top.relativize(wanted)) {
        step = step.resolve(name);
        if (!Files.isDirectory(step)) {
          Files.createDirectories(step);
        }
        requireInside(top, step);
      }
    } catch (IOException e) {
      throw failed(wanted, "create", e);
    }
  }

  private static void requireInside(Path top, Path path) {
    try {
      Path real = path.toRealPath();
      if (!real.startsWith(top.toRealPath())) {
        throw new UncheckedIOException(
            path
                + ": a link leads to "
                + real
                + ", out of the Hugging Face cache; expected all of it within "
                + top
                + ". Remove the link.",
            new FileSystemException(path.toString()));
      }
    } catch (IOException e) {
      throw failed(path, "follow", e);
    }
  }

  private static Path parent(Path below) {
    return Objects.requireNonNull(below.getParent(), "a path below the repository's folder");
  }

  private static String unique() {
    return UUID.randomUUID().toString().substring(0, 8);
  }
}
