package io.github.easyneg.hub.internal;

import io.github.easyneg.hub.HuggingFaceHubException;
import io.github.easyneg.hub.HuggingFaceHubException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Brings one file's content into the cache: resumed where an earlier run stopped, checked for size
 * and hash, and moved into place whole.
 */
final class BlobDownload {

  private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-\\d{1,18}/.*");
  // After this much progress earlier failures no longer count.
  private static final long PROGRESS_BYTES = 1 << 20;

  private final HubTransport transport;
  private final HubErrors errors;
  private final HubSettings settings;
  private final Target target;
  private final FileMetadata metadata;
  private final RepoFile file;

  BlobDownload(
      HubTransport transport,
      HubErrors errors,
      HubSettings settings,
      Target target,
      RepoFile file,
      FileMetadata metadata) {
    this.transport = transport;
    this.errors = errors;
    this.settings = settings;
    // Content is asked for by commit, so that it cannot change between two requests.
    this.target = target.at(metadata.commit());
    this.file = file;
    this.metadata = metadata;
  }

  /** Returns the file in its snapshot, downloading it where necessary. */
  Path into(RepoCache cache) {
    requireAllowedSize();
    return cache.alone(metadata.etag(), () -> intoLocked(cache));
  }

  private Path intoLocked(RepoCache cache) {
    Optional<Path> there = cache.find(metadata.commit(), file);
    if (there.isPresent()) {
      // Another download was faster, while this one waited for the lock.
      return there.get();
    }
    Path blob = cache.blob(metadata.etag());
    boolean fresh = !isWhole(blob);
    if (fresh) {
      download(cache.partial(metadata.etag()), blob);
    }
    return cache.point(metadata.commit(), file, blob, fresh);
  }

  private boolean isWhole(Path blob) {
    try {
      return Files.isRegularFile(blob, LinkOption.NOFOLLOW_LINKS)
          && Files.size(blob) == metadata.sizeBytes();
    } catch (IOException e) {
      throw RepoCache.failed(blob, "read", e);
    }
  }

  private void download(Path partial, Path blob) {
    boolean resumed;
    try (PartialFile part = PartialFile.open(partial, metadata.sizeBytes())) {
      resumed = part.sizeBytes() > 0;
      receive(part);
    }
    String hash = hash(partial);
    if (resumed && !hash.equals(metadata.etag().hash())) {
      // The earlier run's partial file may be corrupt: try again from the first byte.
      settings
          .observer()
          .warnings()
          .accept(
              target.place()
                  + ": the resumed download has the wrong checksum; it is fetched again as a"
                  + " whole.");
      PartialFile.delete(partial);
      try (PartialFile part = PartialFile.open(partial, metadata.sizeBytes())) {
        receive(part);
      }
      hash = hash(partial);
    }
    if (!hash.equals(metadata.etag().hash())) {
      PartialFile.delete(partial);
      throw new HuggingFaceHubException(
          Reason.CORRUPT,
          target.place()
              + ": expected "
              + metadata.etag().algorithm()
              + " "
              + metadata.etag()
              + ", got "
              + hash
              + ". The download was discarded. Run again; if it fails again, ask whoever runs the"
              + " proxy or mirror in between.");
    }
    try {
      RepoCache.replace(partial, blob);
    } catch (IOException e) {
      throw RepoCache.failed(blob, "create", e);
    }
  }

  private String hash(Path partial) {
    try {
      return metadata.etag().hashOf(partial);
    } catch (IOException e) {
      throw RepoCache.failed(partial, "read", e);
    }
  }

  private void receive(PartialFile part) {
    Attempts attempts = new Attempts(settings.observer().sleeper(), Attempts.RETRIES);
    long safe = part.sizeBytes();
    tell(safe);
    requireSpace(part);
    while (part.sizeBytes() < metadata.sizeBytes()) {
      try {
        request(part);
      } catch (TransientFailure failure) {
        if (part.sizeBytes() - safe >= PROGRESS_BYTES) {
          attempts.forget();
        }
        safe = part.sizeBytes();
        attempts.waitAfter(failure);
      }
    }
    part.flush();
  }

  /** Requests what is missing once, and appends whatever arrives. */
  private void request(PartialFile part) throws TransientFailure {
    try (Reply reply = transport.get(target, part.sizeBytes())) {
      if (reply.header("Content-Encoding").filter(e -> !e.equals("identity")).isPresent()) {
        throw errors.badAnswer(
            target, "compressed content, though uncompressed content was requested");
      }
      if (reply.status() == 416) {
        part.restart();
        throw brokenOff(part, "the server has nothing at that place", null);
      }
      if (reply.status() == 200 && part.sizeBytes() > 0) {
        // The server cannot resume, and sends all of it.
        part.restart();
        tell(0);
      } else if (reply.status() == 206) {
        requireStart(reply, part.sizeBytes());
      }
      take(reply.body(), part);
    }
  }

  private void take(TimedBody body, PartialFile part) throws TransientFailure {
    long told = part.sizeBytes();
    Optional<List<ByteBuffer>> bytes = next(body, part);
    while (bytes.isPresent()) {
      if (!part.append(bytes.get())) {
        part.discard();
        throw new HuggingFaceHubException(
            Reason.CORRUPT,
            target.place()
                + ": expected "
                + metadata.sizeBytes()
                + " bytes, got more. The download was discarded. Run again; if it fails again, ask"
                + " whoever runs the proxy or mirror in between.");
      }
      if (part.sizeBytes() - told >= PROGRESS_BYTES || part.sizeBytes() == metadata.sizeBytes()) {
        told = part.sizeBytes();
        tell(told);
      }
      bytes = next(body, part);
    }
    if (part.sizeBytes() < metadata.sizeBytes()) {
      throw brokenOff(part, "the content ended early", null);
    }
  }

  private Optional<List<ByteBuffer>> next(TimedBody body, PartialFile part)
      throws TransientFailure {
    try {
      return body.next();
    } catch (IOException e) {
      throw brokenOff(part, Quoted.of(e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Attempts.interrupted(e);
    }
  }

  private TransientFailure brokenOff(PartialFile part, String why, @Nullable IOException cause) {
    return new TransientFailure(
        Reason.UNREACHABLE,
        target.place()
            + ": expected "
            + metadata.sizeBytes()
            + " bytes, but the download broke off after "
            + part.sizeBytes()
            + " ("
            + why
            + ")",
        "Run again: what has arrived is kept, and the rest is asked for.",
        null,
        cause);
  }

  private void requireStart(Reply reply, long from) {
    Matcher range = CONTENT_RANGE.matcher(reply.header("Content-Range").orElse(""));
    if (!range.matches() || Long.parseLong(range.group(1)) != from) {
      throw errors.badAnswer(target, "another part of the file than the one asked for");
    }
  }

  private void requireAllowedSize() {
    long most = settings.request().maxFileBytes();
    if (metadata.sizeBytes() > most) {
      throw new HuggingFaceHubException(
          Reason.TOO_LARGE,
          target.place()
              + " has "
              + metadata.sizeBytes()
              + " bytes, more than the "
              + most
              + " allowed. If that is meant, download it by hand, or raise"
              + " HuggingFaceHub.maxFileBytes(..) in a program.");
    }
  }

  private void requireSpace(PartialFile part) {
    long missing = metadata.sizeBytes() - part.sizeBytes();
    long free = part.freeBytes();
    if (missing > free) {
      throw new HuggingFaceHubException(
          Reason.TOO_LARGE,
          target.place()
              + " needs "
              + missing
              + " bytes more, but the disk of "
              + settings.cache().directory()
              + " has "
              + free
              + " free. Make room, or set HF_HUB_CACHE to a folder on another disk.");
    }
  }

  private void tell(long received) {
    settings.observer().progress().on(file.path(), received, metadata.sizeBytes());
  }
}
