package io.github.easyneg.internal.source;

import io.github.easyneg.data.Corpus;
import io.github.easyneg.data.Passage;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Several corpora, one after the other. */
record JoinedCorpus(List<Corpus> all) implements Corpus {
  @Override
  public Stream<Passage> passages() {
    return all.stream().flatMap(Corpus::passages);
  }

  /** The fingerprints of all, in order; none if one has none. */
  @Override
  public Optional<String> fingerprint() {
    List<String> known = all.stream().map(Corpus::fingerprint).flatMap(Optional::stream).toList();
    return known.size() == all.size() ? Optional.of(known.toString()) : Optional.empty();
  }

  @Override
  public String name() {
    return all.stream().map(Corpus::name).collect(Collectors.joining(" + "));
  }

  @Override
  public List<Path> files() {
    return all.stream().flatMap(corpus -> corpus.files().stream()).toList();
  }

  @Override
  public Map<String, String> sources() {
    Map<String, String> sources = new LinkedHashMap<>();
    all.forEach(corpus -> sources.putAll(corpus.sources()));
    return sources;
  }
}
