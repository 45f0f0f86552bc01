package io.github.easyneg.internal.text;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What one word of a spelling may be in a passage: the first form, by which it is known what the
 * word is, and the hashes of all. Immutable; the hashes are shared and not to be changed.
 */
final class Forms {
  /** Of lists that are there for good, and so not without end. */
  private static final Map<List<String>, Forms> LISTED = new ConcurrentHashMap<>();

  private final String first;
  private final int[] hashes;

  private Forms(String first, int[] hashes) {
    this.first = first;
    this.hashes = hashes;
  }

  static Forms of(String word) {
    return new Forms(word, new int[] {hash(word)});
  }

  static Forms of(List<String> words) {
    return new Forms(words.get(0), words.stream().mapToInt(Forms::hash).toArray());
  }

  /** Returns those of a list of few, for which they are remembered. */
  static Forms listed(List<String> words) {
    Forms known = LISTED.get(words);
    return known != null ? known : LISTED.computeIfAbsent(words, Forms::of);
  }

  private static int hash(String word) {
    return (int) Fold.hash(word, 0, word.length());
  }

  /** Returns these and another. */
  Forms and(String word) {
    int[] all = Arrays.copyOf(hashes, hashes.length + 1);
    all[hashes.length] = hash(word);
    return new Forms(first, all);
  }

  String first() {
    return first;
  }

  int size() {
    return hashes.length;
  }

  int[] hashes() {
    return hashes;
  }

  boolean holds(String word) {
    int looked = hash(word);
    for (int hash : hashes) {
      if (hash == looked) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof Forms forms
            && first.equals(forms.first)
            && Arrays.equals(hashes, forms.hashes));
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(hashes);
  }

  /** Gathers the forms of a word, each once, without making them. Used by one thread. */
  static final class Builder {
    private final String word;

    /** What the hash is behind so many characters of the word. */
    private final long[] behind;

    private long[] forms = new long[16];
    private int size;

    Builder(String word) {
      this.word = word;
      this.behind = new long[word.length() + 1];
      behind[0] = Fold.SEED;
      for (int i = 0; i < word.length(); i++) {
        behind[i + 1] = Fold.step(behind[i], word.charAt(i));
      }
    }

    /** Adds the word's first characters, so many, with each of some endings. */
    void add(int stem, List<String> endings) {
      for (String ending : endings) {
        add(stem, ending);
      }
    }

    void add(int stem, String ending) {
      add(behind[stem], ending);
    }

    /** Adds another word with each of some endings. */
    void add(String other, List<String> endings) {
      long hash = Fold.steps(Fold.SEED, other);
      for (String ending : endings) {
        add(hash, ending);
      }
    }

    void add(String other) {
      add(Fold.SEED, other);
    }

    private void add(long stem, String ending) {
      long form = Fold.steps(stem, ending);
      for (int i = 0; i < size; i++) {
        if (forms[i] == form) {
          return;
        }
      }
      forms = size < forms.length ? forms : Arrays.copyOf(forms, 2 * size);
      forms[size++] = form;
    }

    /** Returns the forms; the word itself must be the first. */
    Forms build() {
      int[] hashes = new int[size];
      for (int i = 0; i < size; i++) {
        hashes[i] = (int) Fold.mixed(forms[i]);
      }
      return new Forms(word, hashes);
    }
  }
}
