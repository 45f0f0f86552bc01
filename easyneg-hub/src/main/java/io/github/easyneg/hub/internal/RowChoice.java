package io.github.easyneg.hub.internal;

import io.github.easyneg.data.FieldMap;
import io.github.easyneg.hub.HuggingFaceHubException;
import io.github.easyneg.hub.HuggingFaceHubException.Reason;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which files of a data set's repository are asked for.
 *
 * @param config the configuration
 * @param split the part
 * @param files to fetch, in order
 * @param beir whether they are a folder in BEIR's layout
 * @param map which field is what, by the card
 */
record RowChoice(
    String config, String split, List<String> files, boolean beir, Optional<FieldMap> map) {

  /** What a user asks for. */
  record Wish(Optional<String> config, Optional<String> split) {}

  /**
   * Chooses among a repository's files.
   *
   * @return empty if none of them holds rows
   * @throws HuggingFaceHubException if what was asked for does not exist, or it is ambiguous which
   *     files are meant; the message lists what there is
   */
  static Optional<RowChoice> of(
      Target target, Collection<String> files, CardFacts card, Wish wish) {
    Optional<RowChoice> beir = beir(target, files, wish);
    if (beir.isPresent()) {
      return beir;
    }
    RowFiles.Found found = card.files(files);
    boolean named = !found.isEmpty();
    if (!named) {
      found = RowFiles.sorted(files);
    }
    if (found.isEmpty()) {
      return Optional.empty();
    }
    String config = config(target, found, card, wish);
    TreeMap<String, TreeSet<String>> splits =
        Objects.requireNonNull(found.byConfig().get(config), config);
    String split = split(target, config, splits, wish);
    NavigableSet<String> chosen = Objects.requireNonNull(splits.get(split), split);
    if (!named && !RowFiles.areShards(chosen)) {
      throw ambiguous(target, chosen.size() + " files of rows", "one of them: " + list(chosen));
    }
    if (RowFiles.lackShards(chosen)) {
      throw new HuggingFaceHubException(
          Reason.FILE_NOT_FOUND,
          target.place()
              + ": expected all parts of the split '"
              + Quoted.clean(split)
              + "', found "
              + list(chosen)
              + ". Tell the data set's authors, or name one file.");
    }
    return Optional.of(new RowChoice(config, split, List.copyOf(chosen), false, card.map(config)));
  }

  private static Optional<RowChoice> beir(Target target, Collection<String> files, Wish wish) {
    Optional<String> corpus = first(files, "corpus");
    Optional<String> queries = first(files, "queries");
    List<String> qrels =
        files.stream().filter(file -> file.matches("qrels/[^/]+\\.tsv(\\.gz)?")).sorted().toList();
    if (corpus.isEmpty() || queries.isEmpty() || qrels.isEmpty()) {
      return Optional.empty();
    }
    TreeMap<String, TreeSet<String>> splits = new TreeMap<>();
    for (String file : qrels) {
      splits.put(
          file.replaceFirst("qrels/", "").replaceFirst("\\.tsv(\\.gz)?$", ""),
          new TreeSet<>(Set.of(corpus.get(), queries.get(), file)));
    }
    String split = split(target, "default", splits, wish);
    String judged =
        qrels.stream()
            .filter(Objects.requireNonNull(splits.get(split), split)::contains)
            .findFirst()
            .orElseThrow();
    return Optional.of(
        new RowChoice(
            "default",
            split,
            List.of(corpus.get(), queries.get(), judged),
            true,
            Optional.empty()));
  }

  private static Optional<String> first(Collection<String> files, String name) {
    return files.stream()
        .filter(file -> file.equals(name + ".jsonl") || file.equals(name + ".jsonl.gz"))
        .findFirst();
  }

  private static String config(Target target, RowFiles.Found found, CardFacts card, Wish wish) {
    Set<String> configs = found.byConfig().keySet();
    if (wish.config().isPresent()) {
      if (configs.contains(wish.config().get())) {
        return wish.config().get();
      }
      throw missing(target, "configuration", wish.config().get(), described(found));
    }
    Optional<String> byCard = card.defaultConfig().filter(configs::contains);
    if (configs.size() == 1 || byCard.isPresent()) {
      return byCard.orElseGet(() -> configs.iterator().next());
    }
    if (configs.contains("default")) {
      return "default";
    }
    throw ambiguous(
        target,
        configs.size() + " configurations",
        "one of them, as in hf:"
            + target.repo().id()
            + ":"
            + Quoted.clean(configs.iterator().next())
            + ": "
            + described(found));
  }

  private static String split(
      Target target, String config, TreeMap<String, TreeSet<String>> splits, Wish wish) {
    if (wish.split().isPresent()) {
      if (splits.containsKey(wish.split().get())) {
        return wish.split().get();
      }
      throw missing(
          target,
          "split",
          wish.split().get(),
          "the configuration '" + Quoted.clean(config) + "' has " + list(splits.keySet()));
    }
    if (splits.size() == 1) {
      return splits.firstKey();
    }
    if (splits.containsKey("train")) {
      return "train";
    }
    throw ambiguous(
        target,
        splits.size() + " splits, and none is train",
        "one of them, as in hf:"
            + target.repo().id()
            + "/"
            + Quoted.clean(splits.firstKey())
            + ": "
            + list(splits.keySet()));
  }

  private static String described(RowFiles.Found found) {
    return found.byConfig().entrySet().stream()
        .map(
            config -> Quoted.clean(config.getKey()) + " (" + list(config.getValue().keySet()) + ")")
        .limit(50)
        .collect(Collectors.joining(", "));
  }

  private static String list(Collection<String> names) {
    return Quoted.clean(String.join(", ", names));
  }

  private static HuggingFaceHubException missing(
      Target target, String what, String name, String there) {
    return new HuggingFaceHubException(
        Reason.FILE_NOT_FOUND,
        target.place()
            + ": there is no "
            + what
            + " '"
            + Quoted.clean(name)
            + "'; "
            + there
            + ". Name one of these.");
  }

  private static HuggingFaceHubException ambiguous(Target target, String many, String remedy) {
    return new HuggingFaceHubException(
        Reason.FILE_NOT_FOUND,
        target.place()
            + ": expected one file of rows (.jsonl, .parquet, .json, .csv or .tsv, or a .gz), or"
            + " parts of one, but the repository has "
            + many
            + ". Name "
            + remedy
            + ".");
  }
}
