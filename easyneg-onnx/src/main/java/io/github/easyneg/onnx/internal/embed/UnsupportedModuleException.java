package io.github.easyneg.onnx.internal.embed;

/**
 * A model asks for a module, or for something of a module, that is not supported. A network that
 * has its modules inside can be run all the same.
 */
final class UnsupportedModuleException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  UnsupportedModuleException(String message) {
    super(message);
  }
}
