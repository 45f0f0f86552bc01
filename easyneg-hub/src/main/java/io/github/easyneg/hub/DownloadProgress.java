package io.github.easyneg.hub;

/**
 * Receives the progress of a download from the {@link HuggingFaceHub}. Called by the downloading
 * thread: when a file begins, at least each mebibyte, and when its last byte has arrived. Files
 * that are in the cache already are not reported.
 */
@FunctionalInterface
public interface DownloadProgress {

  /** Ignores everything. */
  DownloadProgress NONE = (file, receivedBytes, totalBytes) -> {};

  /**
   * Some more of a file has arrived.
   *
   * @param file the file's path in its repository
   * @param receivedBytes how much of it is here, with what an earlier, broken run left; falls back
   *     to 0 where a server could not resume
   * @param totalBytes its size
   */
  void on(String file, long receivedBytes, long totalBytes);
}
