package io.github.easyneg.onnx.internal.embed;

import ai.djl.huggingface.tokenizers.jni.LibUtils;
import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import ai.djl.util.Utils;
import io.github.easyneg.internal.io.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A Hugging Face tokenizer, made from a {@code tokenizer.json}. Thread-safe.
 *
 * <p>It calls the native functions of DJL's tokenizers beneath their Java class, which differs in
 * three ways: truncation and padding are off whatever {@code tokenizer.json} says, so that a text's
 * true length is known; of a text's encoding only what a network reads is copied, which takes a
 * third of the time; and nothing asks the network which cloud this machine is in.
 */
final class HuggingFaceTokenizer implements AutoCloseable {
  private static final TokenizersLibrary NATIVE = TokenizersLibrary.LIB;

  private final long handle;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private boolean closed;

  private HuggingFaceTokenizer(long handle) {
    this.handle = handle;
  }

  /**
   * Makes a tokenizer.
   *
   * @param json the text of a {@code tokenizer.json}
   * @param origin where it is from, for messages
   * @throws IllegalArgumentException if it is not one
   */
  static HuggingFaceTokenizer parse(String json, String origin) {
    requireNativeLibrary();
    long handle;
    try {
      handle = NATIVE.createTokenizerFromString(json);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          origin
              + " is not a tokenizer that can be read: "
              + e.getMessage()
              + ". Download the model's folder again.",
          e);
    }
    NATIVE.disableTruncation(handle);
    NATIVE.disablePadding(handle);
    return new HuggingFaceTokenizer(handle);
  }

  private static void requireNativeLibrary() {
    try {
      LibUtils.checkStatus();
    } catch (RuntimeException | LinkageError e) {
      throw new IllegalStateException(
          "The native library of ai.djl.huggingface:tokenizers cannot be loaded on "
              + System.getProperty("os.name")
              + " "
              + System.getProperty("os.arch")
              + " ("
              + reason(e)
              + "). It comes for Linux and macOS on arm64, and Linux and Windows on x64, and is"
              + " unpacked into ~/.djl.ai: set DJL_CACHE_DIR where that cannot be written.",
          e);
    }
  }

  /** DJL ignores a folder that it cannot write to, and then reports another error. */
  private static String reason(Throwable failure) {
    Path folder = Utils.getEngineCacheDir("tokenizers");
    try {
      Files.delete(Files.createTempFile(Files.createDirectories(folder), "writable", null));
      return root(failure);
    } catch (IOException e) {
      return folder + " cannot be written: " + Reason.of(e);
    }
  }

  /** Returns the root cause: the exceptions around it only say that something failed. */
  private static String root(Throwable failure) {
    Throwable root = failure;
    for (Throwable cause = root; cause != null; cause = cause.getCause()) {
      root = cause;
    }
    return root.getClass().getSimpleName() + ": " + root.getMessage();
  }

  /**
   * Splits a text, and adds the special tokens that a network expects around it.
   *
   * @param most the maximum number of tokens to keep, special tokens included; what is cut off is
   *     the end of the text, never the special token after it
   */
  Tokens encode(String text, int most) {
    return inNative(
        text,
        true,
        encoding -> {
          long[] ids = NATIVE.getTokenIds(encoding);
          long[] types = NATIVE.getTypeIds(encoding);
          if (ids.length <= most) {
            return new Tokens(cut(ids, ids.length, 0), types(types, ids.length, 0), ids.length);
          }
          int after = specialsAtEnd(NATIVE.getSpecialTokenMask(encoding));
          int suffix = Math.min(after, most);
          return new Tokens(cut(ids, most, suffix), types(types, most, suffix), ids.length);
        });
  }

  /**
   * Returns the special tokens that are put before and after a text, each with nothing between.
   *
   * @return those before, and those after
   */
  int[][] frame() {
    // Any word will do: only the special tokens around it matter.
    return inNative(
        "a",
        true,
        encoding -> {
          long[] ids = NATIVE.getTokenIds(encoding);
          long[] special = NATIVE.getSpecialTokenMask(encoding);
          int before = 0;
          while (before < special.length && special[before] == 1) {
            before++;
          }
          int after = before == special.length ? 0 : specialsAtEnd(special);
          int[] all = cut(ids, ids.length, 0);
          return new int[][] {
            Arrays.copyOf(all, before), Arrays.copyOfRange(all, all.length - after, all.length)
          };
        });
  }

  /** Splits two texts into tokens, with the special ones that a network expects around both. */
  PairTokens encodePair(String first, String second) {
    lock.readLock().lock();
    try {
      requireOpen();
      long encoding = NATIVE.encodeDual(handle, first, second, true);
      try {
        return PairTokens.of(
            NATIVE.getTokenIds(encoding),
            NATIVE.getTypeIds(encoding),
            NATIVE.getSequenceIds(encoding));
      } finally {
        NATIVE.deleteEncoding(encoding);
      }
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Splits a text into tokens, with no special ones around it. */
  int[] encodeBare(String text) {
    return inNative(
        text,
        false,
        encoding -> {
          long[] ids = NATIVE.getTokenIds(encoding);
          return cut(ids, ids.length, 0);
        });
  }

  /**
   * Returns how many tokens a text has.
   *
   * @param specials whether the special tokens around it count
   */
  int count(String text, boolean specials) {
    return inNative(text, specials, encoding -> NATIVE.getTokenIds(encoding).length);
  }

  /**
   * Returns how many tokens a prompt is, as sentence-transformers counts them: with the special
   * ones before it, and without the last one where that is special.
   */
  int promptLength(String prompt) {
    return inNative(
        prompt,
        true,
        encoding -> {
          long[] special = NATIVE.getSpecialTokenMask(encoding);
          return special.length - Math.min(1, specialsAtEnd(special));
        });
  }

  @FunctionalInterface
  private interface Reader<T> {
    T read(long encoding);
  }

  private <T> T inNative(String text, boolean specials, Reader<T> reader) {
    lock.readLock().lock();
    try {
      requireOpen();
      long encoding = NATIVE.encode(handle, text, specials);
      try {
        return reader.read(encoding);
      } finally {
        NATIVE.deleteEncoding(encoding);
      }
    } finally {
      lock.readLock().unlock();
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new AssertionError("the tokenizer is closed");
    }
  }

  private static int specialsAtEnd(long[] special) {
    int count = 0;
    while (count < special.length && special[special.length - 1 - count] == 1) {
      count++;
    }
    return count;
  }

  /** Keeps {@code most} numbers, of which the last {@code suffix} are taken from the end. */
  private static int[] cut(long[] numbers, int most, int suffix) {
    int[] kept = new int[most];
    for (int i = 0; i < most; i++) {
      kept[i] = (int) (i < most - suffix ? numbers[i] : numbers[numbers.length - most + i]);
    }
    return kept;
  }

  private static int[] types(long[] types, int most, int suffix) {
    for (long type : types) {
      if (type != 0) {
        return cut(types, most, suffix);
      }
    }
    return new int[0];
  }

  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        NATIVE.deleteTokenizer(handle);
      }
    } finally {
      lock.writeLock().unlock();
    }
  }
}
