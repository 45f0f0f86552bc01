package io.github.easyneg.internal.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Who may read and write a file: its mode, group and owner, which the file that replaces it takes
 * over. Without this, confidential rows in a file of mode 0600 would be open to all after the next
 * run. Known on POSIX file systems alone.
 */
record Access(Set<PosixFilePermission> mode, GroupPrincipal group, UserPrincipal owner) {
  /** For what will replace such a file: nobody else may read it while it is written. */
  static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  /** Returns that of a file; nothing if there is no file, or no such notion here. */
  static Optional<Access> of(Path file) throws IOException {
    PosixFileAttributeView view =
        Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    if (view == null || !Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    PosixFileAttributes attributes = view.readAttributes();
    return Optional.of(
        new Access(attributes.permissions(), attributes.group(), attributes.owner()));
  }

  /**
   * Gives this to another file: the mode, and group and owner where this process may set them.
   * Where the group is another one in the end, it gets no more than everybody.
   */
  void giveTo(Path file) throws IOException {
    PosixFileAttributeView view =
        Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    PosixFileAttributes has = view.readAttributes();
    boolean sameGroup = has.group().equals(group) || isDone(() -> view.setGroup(group));
    boolean unused = has.owner().equals(owner) || isDone(() -> view.setOwner(owner));
    view.setPermissions(sameGroup ? mode : withoutGroup());
  }

  private Set<PosixFilePermission> withoutGroup() {
    Set<PosixFilePermission> less = EnumSet.noneOf(PosixFilePermission.class);
    less.addAll(mode);
    keepIf(less, PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);
    keepIf(less, PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
    keepIf(less, PosixFilePermission.GROUP_EXECUTE, PosixFilePermission.OTHERS_EXECUTE);
    return less;
  }

  private static void keepIf(
      Set<PosixFilePermission> mode, PosixFilePermission ofGroup, PosixFilePermission ofOthers) {
    if (!mode.contains(ofOthers)) {
      mode.removeIf(ofGroup::equals);
    }
  }

  private interface Change {
    void make() throws IOException;
  }

  /** Only root may give a file away, and others a group that they are in. */
  private static boolean isDone(Change change) {
    try {
      change.make();
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
