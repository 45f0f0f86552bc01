package io.github.easyneg.hub.internal;

import io.github.easyneg.hub.DownloadProgress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The settings of a client: from the environment, its caller and the defaults.
 *
 * @param connection where the Hub is, and how to speak to it
 * @param cache where files are kept
 * @param request what of a repository to fetch
 * @param observer what is notified of it
 */
public record HubSettings(Connection connection, Cache cache, Request request, Observer observer) {

  /**
   * Where the Hub is, and how to speak to it.
   *
   * @param endpoint without a slash at the end
   * @param offline whether to use the cache only
   * @param headTimeout for questions about a file, until the answer's headers
   * @param readTimeout for downloads, until the next bytes
   */
  public record Connection(
      URI endpoint,
      Optional<Token> token,
      boolean offline,
      Duration headTimeout,
      Duration readTimeout) {

    /** Returns these with another endpoint. */
    public Connection at(URI other) {
      return new Connection(other, token, offline, headTimeout, readTimeout);
    }

    /** Returns these with another token, or none. */
    public Connection as(Optional<Token> other) {
      return new Connection(endpoint, other, offline, headTimeout, readTimeout);
    }

    /** Returns these, on or off the network. */
    public Connection offline(boolean other) {
      return new Connection(endpoint, token, other, headTimeout, readTimeout);
    }
  }

  /**
   * Where files are kept.
   *
   * @param directory the folder with {@code models--org--name}
   * @param symlinks whether to try symbolic links before copies
   */
  public record Cache(Path directory, boolean symlinks) {}

  /**
   * What of a repository to fetch.
   *
   * @param onnxFile the graph to fetch, where not the usual one
   * @param maxFileBytes the largest file to fetch
   */
  public record Request(Revision revision, Optional<RepoFile> onnxFile, long maxFileBytes) {}

  /**
   * What is notified of a download.
   *
   * @param warnings is notified of each answer that came from the cache because the Hub failed
   */
  public record Observer(DownloadProgress progress, Consumer<String> warnings, Sleeper sleeper) {

    private static final System.Logger LOG = System.getLogger("io.github.easyneg.hub");

    /** Ignores everything but warnings, which it logs. */
    public static final Observer LOGGING =
        new Observer(
            DownloadProgress.NONE,
            text -> LOG.log(System.Logger.Level.WARNING, text),
            Sleeper.REAL);
  }

  /** Returns these with another connection. */
  public HubSettings connection(UnaryOperator<Connection> change) {
    return new HubSettings(change.apply(connection), cache, request, observer);
  }

  /** Returns these with another cache. */
  public HubSettings cache(Path directory) {
    return new HubSettings(connection, new Cache(directory, cache.symlinks), request, observer);
  }

  /** Returns these with another request. */
  public HubSettings request(UnaryOperator<Request> change) {
    return new HubSettings(connection, cache, change.apply(request), observer);
  }

  /** Returns these with another observer. */
  public HubSettings observer(UnaryOperator<Observer> change) {
    return new HubSettings(connection, cache, request, change.apply(observer));
  }
}
