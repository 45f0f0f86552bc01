package io.github.easyneg.internal.text;

/** An exception whose message names options, which a program may word again. */
public interface NamesOptions {
  /** Returns the message; in the library's words it is the exception's own. */
  OptionText text();
}
