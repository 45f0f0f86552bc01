package io.github.easyneg.hub;

import org.jspecify.annotations.Nullable;

/**
 * A file is available neither from the Hugging Face Hub nor from its cache. The message says which
 * repository and file, what was expected, what was found, and what to do; it never holds the token.
 */
public class HuggingFaceHubException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why, for programs that act on it. */
  public enum Reason {
    /** Offline mode is set, and the cache does not hold the files. */
    OFFLINE,
    /** The endpoint could not be reached, or the connection broke too often. */
    UNREACHABLE,
    /** A server error or a rate limit: HTTP 5xx, 408, 429. */
    SERVER_ERROR,
    /** The token is wrong, or may not read this. */
    ACCESS_DENIED,
    /** The repository's conditions have to be accepted first. */
    GATED,
    /** No such repository, or a private one that this token does not open. */
    REPOSITORY_NOT_FOUND,
    /** The repository has no such branch, tag or commit. */
    REVISION_NOT_FOUND,
    /** The repository has no such file at that revision. */
    FILE_NOT_FOUND,
    /**
     * The endpoint answered with something that is not an answer of a Hub, or is unsafe to act on.
     */
    BAD_ANSWER,
    /** What arrived is not what was declared: wrong size or checksum. */
    CORRUPT,
    /** The file is larger than allowed, or than the free space. */
    TOO_LARGE,
    /** The thread was interrupted; its interrupt flag is set again. */
    INTERRUPTED
  }

  private final Reason reason;

  /** Makes an exception with a whole message. */
  public HuggingFaceHubException(Reason reason, String message) {
    this(reason, message, null);
  }

  /** Makes an exception with a whole message and what was caught. */
  public HuggingFaceHubException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** Returns why. */
  public Reason reason() {
    return reason;
  }
}
