package io.github.easyneg.hub;

import io.github.easyneg.hub.internal.HubClient;
import io.github.easyneg.hub.internal.HubEnvironment;
import io.github.easyneg.hub.internal.HubSettings;
import io.github.easyneg.hub.internal.HubSettings.Observer;
import io.github.easyneg.hub.internal.HubSettings.Request;
import io.github.easyneg.hub.internal.Repo;
import io.github.easyneg.hub.internal.RepoFile;
import io.github.easyneg.hub.internal.RepoType;
import io.github.easyneg.hub.internal.Revision;
import io.github.easyneg.hub.internal.Token;
import io.github.easyneg.internal.text.NotNull;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Fetches models and data sets from the Hugging Face Hub, into the cache that Python's {@code
 * huggingface_hub} uses: what either has fetched, the other finds.
 *
 * <pre>{@code
 * Path folder = HuggingFaceHub.model("sentence-transformers/distiluse-base-multilingual-cased-v2");
 * Path file = HuggingFaceHub.dataset("DiscoResearch/germanrag", "germanrag.jsonl");
 *
 * Path pinned = HuggingFaceHub.fromEnvironment()
 *     .revision("8a3c0c2a1bf2b1e1d9a3b8d1c6e5f4a39281706f")
 *     .fetchModel("org/name");
 * }</pre>
 *
 * <p>Settings come from the environment variables that Python reads: {@code HF_ENDPOINT}; {@code
 * HF_TOKEN}, else the file at {@code HF_TOKEN_PATH}; {@code HF_HUB_CACHE}, {@code HF_HOME}, {@code
 * XDG_CACHE_HOME}; {@code HF_HUB_OFFLINE}; {@code HF_HUB_ETAG_TIMEOUT} and {@code
 * HF_HUB_DOWNLOAD_TIMEOUT} in seconds; {@code HF_HUB_DISABLE_SYMLINKS}; {@code
 * HF_HUB_DISABLE_IMPLICIT_TOKEN}. The methods below override them.
 *
 * <p>A download that breaks is resumed, up to five times and also by the next run; a file gets its
 * name only when its size and its checksum (SHA-256, or git's SHA-1) are right. A branch or tag is
 * looked up on each call; where the Hub fails, what the cache held for it last time is used, and a
 * warning is logged to {@code io.github.easyneg.hub}. A full commit hash needs no network once it
 * is cached. The token is sent to the endpoint alone, never to a storage that it redirects to, and
 * appears in no message.
 *
 * <p>Immutable and thread-safe; threads and processes that fetch one file wait for each other.
 *
 * @see <a href="https://huggingface.co/docs/huggingface_hub/guides/manage-cache">Manage the
 *     huggingface_hub cache-system</a>
 */
public final class HuggingFaceHub {

  private final HubSettings settings;

  private HuggingFaceHub(HubSettings settings) {
    this.settings = settings;
  }

  /**
   * Fetches a model with the settings of the environment; see {@link #fetchModel}.
   *
   * @return its folder in the cache
   */
  public static Path model(String id) {
    NotNull.check(id, "id");
    return fromEnvironment().fetchModel(id);
  }

  /**
   * Fetches a file of a data set with the settings of the environment; see {@link #fetchDataset}.
   *
   * @return the file in the cache
   */
  public static Path dataset(String id, String file) {
    NotNull.check(id, "id");
    NotNull.check(file, "file");
    return fromEnvironment().fetchDataset(id, file);
  }

  /**
   * Returns a client with the settings of the environment, as it is now.
   *
   * @throws IllegalArgumentException if a variable is invalid
   * @throws java.io.UncheckedIOException if the token's file cannot be read
   */
  public static HuggingFaceHub fromEnvironment() {
    return fromEnvironment(System.getenv());
  }

  /**
   * Returns a client with the settings of other variables than the environment's.
   *
   * @throws IllegalArgumentException if a variable is invalid
   * @throws java.io.UncheckedIOException if the token's file cannot be read
   */
  public static HuggingFaceHub fromEnvironment(Map<String, String> variables) {
    NotNull.check(variables, "variables");
    return new HuggingFaceHub(new HubEnvironment(variables).settings());
  }

  /**
   * Uses another server.
   *
   * @param address such as {@code https://huggingface.co}, the default
   * @throws IllegalArgumentException if that is not the http(s) address of a server, or holds a
   *     user, a query or a fragment
   */
  public HuggingFaceHub endpoint(String address) {
    NotNull.check(address, "address");
    return new HuggingFaceHub(
        settings.connection(
            connection -> connection.at(HubEnvironment.endpoint(address, "endpoint(..)"))));
  }

  /**
   * Sends another token.
   *
   * @throws IllegalArgumentException if it is empty, or could not be sent; the message does not
   *     show it
   */
  public HuggingFaceHub token(String token) {
    NotNull.check(token, "token");
    Token checked = new Token(token);
    return new HuggingFaceHub(
        settings.connection(connection -> connection.as(Optional.of(checked))));
  }

  /** Sends no token, whatever the environment holds. */
  public HuggingFaceHub anonymous() {
    return new HuggingFaceHub(settings.connection(connection -> connection.as(Optional.empty())));
  }

  /** Uses the cache only if {@code offline}: a file that is not cached is an error. */
  public HuggingFaceHub offline(boolean offline) {
    return new HuggingFaceHub(settings.connection(connection -> connection.offline(offline)));
  }

  /** Keeps files in another folder: the one that holds {@code models--org--name}. */
  public HuggingFaceHub cacheDirectory(Path directory) {
    NotNull.check(directory, "directory");
    return new HuggingFaceHub(settings.cache(directory));
  }

  /**
   * Fetches a branch, a tag, or a commit; the default is the branch {@code main}. Only a full
   * commit hash, of 40 digits, is guaranteed never to change.
   *
   * @throws IllegalArgumentException if git could not have a revision of that name
   */
  public HuggingFaceHub revision(String revision) {
    NotNull.check(revision, "revision");
    Revision checked = new Revision(revision);
    return requesting(request -> new Request(checked, request.onnxFile(), request.maxFileBytes()));
  }

  /**
   * Chooses among the ONNX graphs of a model, such as {@code onnx/model_qint8_avx512_vnni.onnx};
   * the default is {@code onnx/model.onnx}.
   *
   * @throws IllegalArgumentException if that is not a relative path
   */
  public HuggingFaceHub onnxFile(String path) {
    NotNull.check(path, "path");
    RepoFile checked = new RepoFile(path);
    return requesting(
        request -> new Request(request.revision(), Optional.of(checked), request.maxFileBytes()));
  }

  /**
   * Rejects files that are larger; the default is 50 GB.
   *
   * @throws IllegalArgumentException if {@code bytes} is negative
   */
  public HuggingFaceHub maxFileBytes(long bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException(
          "maxFileBytes is " + bytes + "; expected 0 or more. Leave it out for 50 GB.");
    }
    return requesting(request -> new Request(request.revision(), request.onnxFile(), bytes));
  }

  /** Sets a progress listener for downloads; none by default. */
  public HuggingFaceHub progress(DownloadProgress progress) {
    NotNull.check(progress, "progress");
    return observed(observer -> new Observer(progress, observer.warnings(), observer.sleeper()));
  }

  /**
   * Fetches what an embedder needs of a model: {@code modules.json} and the other configuration,
   * the tokenizer, the folders of the later modules such as {@code 1_Pooling} and {@code 2_Dense},
   * and the ONNX graph; of a static model its {@code model.safetensors} instead. Weights for
   * PyTorch and TensorFlow are left.
   *
   * @param id {@code name} or {@code namespace/name}
   * @return the model's folder in the cache, whose files are links
   * @throws IllegalArgumentException if {@code id} could not be a model's
   * @throws HuggingFaceHubException if the Hub does not give it, and the cache does not hold it
   * @throws java.io.UncheckedIOException if the cache cannot be read or written
   */
  public Path fetchModel(String id) {
    NotNull.check(id, "id");
    return new HubClient(settings).model(new Repo(RepoType.MODEL, id));
  }

  /**
   * Fetches a file of a data set.
   *
   * @param id {@code name} or {@code namespace/name}
   * @param file its path in the repository, with slashes
   * @return the file in the cache, which is a link
   * @throws IllegalArgumentException if {@code id} could not be a data set's, or {@code file} is
   *     not a relative path
   * @throws HuggingFaceHubException if the Hub does not give it, and the cache does not hold it
   * @throws java.io.UncheckedIOException if the cache cannot be read or written
   */
  public Path fetchDataset(String id, String file) {
    NotNull.check(id, "id");
    NotNull.check(file, "file");
    return new HubClient(settings).file(new Repo(RepoType.DATASET, id), new RepoFile(file));
  }

  /**
   * Fetches the rows of a data set: the files of its configuration and split, by its card or by
   * their names, as JSON Lines, Parquet, JSON, CSV or TSV; where the repository has none, those
   * that the Hub has turned into Parquet. A data set in BEIR's layout comes with its queries and
   * corpus.
   *
   * @param id {@code name} or {@code namespace/name}
   * @param config the configuration; where it is empty the one there is, or the default one
   * @param split the part; where it is empty the one there is, or {@code train}
   * @throws IllegalArgumentException if {@code id} could not be a data set's
   * @throws HuggingFaceHubException if the Hub does not give it, and the cache does not hold it; or
   *     if it has no rows, or several kinds of them, which the message lists
   * @throws java.io.UncheckedIOException if the cache cannot be read or written
   */
  public HubRows fetchRows(String id, Optional<String> config, Optional<String> split) {
    NotNull.check(id, "id");
    NotNull.check(config, "config");
    NotNull.check(split, "split");
    return new HubClient(settings).rows(new Repo(RepoType.DATASET, id), config, split);
  }

  /** Fetches the rows of a data set, given as a valid repository; see {@link #fetchRows}. */
  public HubRows fetchRows(String id) {
    NotNull.check(id, "id");
    return fetchRows(id, Optional.empty(), Optional.empty());
  }

  /** Returns the folder of the cache; see {@link #cacheDirectory}. */
  public Path cacheDirectory() {
    return settings.cache().directory();
  }

  /** Returns the endpoint and cache of this client; not the token. */
  @Override
  public String toString() {
    return "HuggingFaceHub["
        + settings.connection().endpoint()
        + ", revision "
        + settings.request().revision()
        + ", "
        + settings.connection().token().map(token -> "with a token").orElse("no token")
        + (settings.connection().offline() ? ", offline" : "")
        + ", cache "
        + settings.cache().directory()
        + "]";
  }

  /** For tests, which collect the warnings and do not wait. */
  HuggingFaceHub observed(UnaryOperator<Observer> change) {
    return new HuggingFaceHub(settings.observer(change));
  }

  private HuggingFaceHub requesting(UnaryOperator<Request> change) {
    return new HuggingFaceHub(settings.request(change));
  }
}
