package io.github.easyneg.hub.internal;

import io.github.easyneg.hub.HubRows;
import io.github.easyneg.hub.HuggingFaceHubException;
import io.github.easyneg.hub.HuggingFaceHubException.Reason;
import io.github.easyneg.internal.onnx.OnnxGraph;
import io.github.easyneg.internal.text.OptionText;
import io.github.easyneg.internal.text.OptionText.Option;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Decides between the cache and the Hub. A commit never changes, so that what the cache holds of it
 * is used without a request; a branch or tag is looked up each time, and where the Hub cannot be
 * asked, the commit that it pointed to last time is used, with a warning.
 */
public final class HubClient {

  private static final RepoFile CARD = new RepoFile("README.md");
  private static final Revision CONVERTED = new Revision("refs/convert/parquet");
  private static final int LONGEST_LISTING_BYTES = 16 << 20;
  private static final int LONGEST_CONFIG_BYTES = 16 << 20;
  // A definite answer of the Hub is not hidden by an older copy.
  private static final Set<Reason> CACHE_HELPS =
      EnumSet.of(
          Reason.UNREACHABLE,
          Reason.SERVER_ERROR,
          Reason.ACCESS_DENIED,
          Reason.GATED,
          Reason.REPOSITORY_NOT_FOUND,
          Reason.BAD_ANSWER);

  private final HubSettings settings;
  private final HubTransport transport;
  private final HubErrors errors;

  /** Makes a client; it holds no connection. */
  public HubClient(HubSettings settings) {
    this.settings = settings;
    this.transport = new HubTransport(settings.connection());
    this.errors = new HubErrors(settings.connection());
  }

  /** Returns a file. */
  public Path file(Repo repo, RepoFile file) {
    Revision revision = settings.request().revision();
    return file(target(repo).file(file), new RepoCache(settings.cache(), repo), revision, file);
  }

  /** Returns the rows of a data set. */
  public HubRows rows(Repo repo, Optional<String> config, Optional<String> split) {
    RowChoice.Wish wish = new RowChoice.Wish(config, split);
    Target target = target(repo);
    Optional<HubRows> own = rows(target, wish);
    if (own.isPresent()) {
      return own.get();
    }
    if (target.revision().equals(Revision.MAIN)) {
      // The Hub turns what others it can read into Parquet, on a branch of its own.
      Target converted = new Target(target.endpoint(), repo, CONVERTED, Optional.empty());
      try {
        Optional<HubRows> rows = rows(converted, wish);
        if (rows.isPresent()) {
          return rows.get();
        }
      } catch (HuggingFaceHubException e) {
        if (e.reason() != Reason.REVISION_NOT_FOUND) {
          throw e;
        }
      }
    }
    throw new HuggingFaceHubException(
        Reason.FILE_NOT_FOUND,
        target.place()
            + ": expected files of rows (.jsonl, .parquet, .json, .csv or .tsv, or a .gz), but the"
            + " repository has none, nor has the Hub turned it into Parquet. Use another data set,"
            + " or turn its rows into JSON Lines.");
  }

  /** Returns the rows of a revision; empty if no file there holds rows. */
  private Optional<HubRows> rows(Target target, RowChoice.Wish wish) {
    RepoCache cache = new RepoCache(settings.cache(), target.repo());
    Optional<HubRows> cached =
        cache.commit(target.revision()).flatMap(commit -> cached(target, cache, commit, wish));
    if (cached.isPresent() && settings.connection().offline()) {
      return cached;
    }
    requireOnline(target, " with files of rows");
    RepoListing listing;
    try {
      listing = list(target, cached.isPresent() ? 0 : Attempts.RETRIES);
    } catch (HuggingFaceHubException e) {
      return Optional.of(insteadOf(e, cached, rows -> rows.files().get(0)));
    }
    Target pinned = target.at(listing.commit());
    CardFacts card =
        listing.files().contains(CARD.path())
            ? card(file(pinned.file(CARD), cache, pinned.revision(), CARD))
            : CardFacts.NONE;
    Optional<RowChoice> choice = RowChoice.of(target, listing.files(), card, wish);
    Optional<HubRows> rows =
        choice.map(
            chosen ->
                fetched(chosen, file -> file(pinned.file(file), cache, pinned.revision(), file)));
    remember(cache, target.revision(), listing.commit());
    return rows;
  }

  /** Returns the rows that the cache holds, if it is clear which they are, and it has them all. */
  private static Optional<HubRows> cached(
      Target target, RepoCache cache, Commit commit, RowChoice.Wish wish) {
    try {
      CardFacts card = cache.find(commit, CARD).map(HubClient::card).orElse(CardFacts.NONE);
      return RowChoice.of(target, cache.files(commit), card, wish)
          .map(chosen -> fetched(chosen, file -> cache.find(commit, file).orElseThrow()));
    } catch (HuggingFaceHubException | NoSuchElementException e) {
      return Optional.empty();
    }
  }

  private static HubRows fetched(RowChoice choice, Function<RepoFile, Path> files) {
    List<Path> paths = choice.files().stream().map(RepoFile::new).map(files).toList();
    // The file of the qrels names its folder, and the split.
    List<Path> rows = choice.beir() ? paths.subList(paths.size() - 1, paths.size()) : paths;
    return HubRows.of(choice.config(), choice.split(), rows).withMap(choice.map());
  }

  private static CardFacts card(Path file) {
    try {
      return CardFacts.of(new String(content(file), StandardCharsets.UTF_8));
    } catch (IOException e) {
      return CardFacts.NONE;
    }
  }

  /** Returns a folder with what an embedder needs of a model. */
  public Path model(Repo repo) {
    Target target = target(repo);
    RepoCache cache = new RepoCache(settings.cache(), repo);
    Optional<Commit> known =
        cache.commit(target.revision()).filter(c -> Files.isDirectory(cache.snapshot(c)));
    Optional<List<String>> missing = known.flatMap(commit -> missing(cache, commit));
    Optional<Path> cached = known.filter(c -> missing.isEmpty()).map(cache::snapshot);
    boolean pinned = target.revision().commit().isPresent();
    if (cached.isPresent() && (pinned || settings.connection().offline())) {
      return cached.get();
    }
    requireOnline(target, missing.map(any -> " with " + oneOf(any)).orElse(""));
    RepoListing listing;
    try {
      listing = list(target, cached.isPresent() ? 0 : Attempts.RETRIES);
    } catch (HuggingFaceHubException e) {
      return insteadOf(e, cached);
    }
    Path folder = fetch(target, cache, listing);
    remember(cache, target.revision(), listing.commit());
    return folder;
  }

  private Path fetch(Target target, RepoCache cache, RepoListing listing) {
    Target pinned = target.at(listing.commit());
    for (RepoFile first : List.of(ModelLayout.MODULES, ModelLayout.CONFIG)) {
      if (listing.files().contains(first.path())) {
        Path unused = file(pinned.file(first), cache, pinned.revision(), first);
      }
    }
    ModelLayout layout = layout(cache, listing.commit());
    Optional<List<String>> missing = layout.missing(listing.files()::contains);
    if (missing.isPresent()) {
      throw unusable(pinned, listing, missing.get());
    }
    for (String path : layout.choose(listing.files())) {
      RepoFile file = new RepoFile(path);
      Path unused = file(pinned.file(file), cache, pinned.revision(), file);
    }
    for (RepoFile file : namedByTheGraph(cache, listing.commit(), layout)) {
      if (!listing.files().contains(file.path())) {
        throw new HuggingFaceHubException(
            Reason.FILE_NOT_FOUND,
            pinned.file(file).place()
                + ": the model's graph keeps weights in it, but the repository lacks it. Tell its"
                + " authors, or use another model or revision.");
      }
      Path unused = file(pinned.file(file), cache, pinned.revision(), file);
    }
    return cache.snapshot(listing.commit());
  }

  /** Which weight files a graph needs is known from the graph, once it is downloaded. */
  private static List<RepoFile> namedByTheGraph(
      RepoCache cache, Commit commit, ModelLayout layout) {
    return layout
        .graph(path -> cache.find(commit, new RepoFile(path)).isPresent())
        .map(graph -> namedBy(graph, cache.find(commit, new RepoFile(graph)).orElseThrow()))
        .orElse(List.of());
  }

  private static List<RepoFile> namedBy(String graph, Path file) {
    String folder = graph.substring(0, graph.lastIndexOf('/') + 1);
    try {
      return OnnxGraph.read(Files.newInputStream(file)).externalFiles().stream()
          .map(name -> folder + name)
          // Loading the model rejects the others by name.
          .filter(name -> RepoFile.problem(name).isEmpty())
          .map(RepoFile::new)
          .toList();
    } catch (IOException e) {
      // Loading the model reports what is wrong.
      return List.of();
    }
  }

  private Path file(Target target, RepoCache cache, Revision revision, RepoFile file) {
    Optional<Path> cached = cache.commit(revision).flatMap(commit -> cache.find(commit, file));
    if (cached.isPresent() && (revision.commit().isPresent() || settings.connection().offline())) {
      return cached.get();
    }
    requireOnline(target, "");
    FileMetadata metadata;
    try {
      metadata = ask(target, cached.isPresent() ? 0 : Attempts.RETRIES);
    } catch (HuggingFaceHubException e) {
      return insteadOf(e, cached);
    }
    Optional<Path> current = cache.find(metadata.commit(), file);
    Path path =
        current.isPresent()
            ? current.get()
            : new BlobDownload(transport, errors, settings, target, file, metadata).into(cache);
    remember(cache, revision, metadata.commit());
    return path;
  }

  private FileMetadata ask(Target target, int retries) {
    return attempts(retries)
        .of(
            () -> {
              try (Reply reply = transport.head(target)) {
                return FileMetadata.of(target, reply, errors);
              }
            });
  }

  private RepoListing list(Target target, int retries) {
    byte[] json =
        attempts(retries)
            .of(
                () -> {
                  try (Reply reply = transport.get(target, 0)) {
                    return read(target, reply);
                  }
                });
    return RepoListing.of(target, json, errors);
  }

  private byte[] read(Target target, Reply reply) throws TransientFailure {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      Optional<List<ByteBuffer>> bytes = reply.body().next();
      while (bytes.isPresent()) {
        for (ByteBuffer buffer : bytes.get()) {
          byte[] part = new byte[buffer.remaining()];
          buffer.get(part);
          all.writeBytes(part);
        }
        if (all.size() > LONGEST_LISTING_BYTES) {
          throw errors.badAnswer(target, "a list of more than " + LONGEST_LISTING_BYTES + " bytes");
        }
        bytes = reply.body().next();
      }
      return all.toByteArray();
    } catch (IOException e) {
      throw errors.unreachable(target, reply.uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Attempts.interrupted(e);
    }
  }

  private Optional<List<String>> missing(RepoCache cache, Commit commit) {
    ModelLayout layout = layout(cache, commit);
    return layout
        .missing(path -> cache.find(commit, new RepoFile(path)).isPresent())
        .or(
            () ->
                namedByTheGraph(cache, commit, layout).stream()
                    .filter(file -> cache.find(commit, file).isEmpty())
                    .map(file -> List.of(file.path()))
                    .findFirst());
  }

  private ModelLayout layout(RepoCache cache, Commit commit) {
    Optional<Path> modules = cache.find(commit, ModelLayout.MODULES);
    Optional<Path> config = cache.find(commit, ModelLayout.CONFIG);
    try {
      return ModelLayout.of(
          modules.isPresent() ? Optional.of(content(modules.get())) : Optional.empty(),
          config.isPresent() ? Optional.of(content(config.get())) : Optional.empty(),
          settings.request().onnxFile());
    } catch (IOException e) {
      Path file = modules.or(() -> config).orElseGet(() -> cache.snapshot(commit));
      throw new UncheckedIOException(
          file
              + ": expected the modules of a sentence-transformers model, but it cannot be read ("
              + Quoted.of(e)
              + "). Use another model or revision.",
          e);
    }
  }

  private static byte[] content(Path file) throws IOException {
    if (Files.size(file) > LONGEST_CONFIG_BYTES) {
      throw new IOException("it has more than " + LONGEST_CONFIG_BYTES + " bytes");
    }
    return Files.readAllBytes(file);
  }

  private HuggingFaceHubException unusable(
      Target target, RepoListing listing, List<String> missing) {
    return new Unusable(
        OptionText.of(
            "{}: expected {}, but the repository has none of that. {}",
            target.place(),
            oneOf(missing),
            remedy(target, listing, missing.get(0))));
  }

  private static Object remedy(Target target, RepoListing listing, String missing) {
    if (missing.endsWith("tokenizer.json")) {
      return "Make one with transformers, AutoTokenizer.from_pretrained('"
          + target.repo().id()
          + "').save_pretrained('(folder)'), and load that folder, or use another model.";
    }
    List<String> graphs = listing.files().stream().filter(f -> f.endsWith(".onnx")).toList();
    if (missing.endsWith(".onnx") && graphs.isEmpty()) {
      return "Export one with 'optimum-cli export onnx --model "
          + target.repo().id()
          + " (folder)' and load that folder, or use another model.";
    }
    return missing.endsWith(".onnx")
        ? OptionText.of(
            "Choose one of its others with {}: {}",
            Option.call("onnxFile"),
            Quoted.clean(graphs.toString()))
        : "Use another model or revision.";
  }

  private Path insteadOf(HuggingFaceHubException failure, Optional<Path> cached) {
    return insteadOf(failure, cached, path -> path);
  }

  private <T> T insteadOf(
      HuggingFaceHubException failure, Optional<T> cached, Function<T, Path> place) {
    if (cached.isEmpty() || !CACHE_HELPS.contains(failure.reason())) {
      throw failure;
    }
    settings
        .observer()
        .warnings()
        .accept(
            "Using " + place.apply(cached.get()) + " from an earlier run. " + failure.getMessage());
    return cached.get();
  }

  private void requireOnline(Target target, String part) {
    if (settings.connection().offline()) {
      throw new HuggingFaceHubException(
          Reason.OFFLINE,
          target.place()
              + ": expected it"
              + part
              + " in the cache "
              + settings.cache().directory()
              + ", but it is not there, and offline mode forbids downloading. Run once online, or"
              + " unset HF_HUB_OFFLINE.");
    }
  }

  private static String oneOf(List<String> any) {
    return any.size() == 1 ? any.get(0) : "one of " + any;
  }

  private void remember(RepoCache cache, Revision revision, Commit commit) {
    try {
      cache.remember(revision, commit);
    } catch (UncheckedIOException e) {
      // A cache that was filled by others may be read-only, and is still usable.
      settings
          .observer()
          .warnings()
          .accept("What '" + revision + "' stands for is not kept. " + e.getMessage());
    }
  }

  private Attempts attempts(int retries) {
    return new Attempts(settings.observer().sleeper(), retries);
  }

  private Target target(Repo repo) {
    return new Target(
        settings.connection().endpoint(), repo, settings.request().revision(), Optional.empty());
  }
}
