package io.github.easyneg.onnx.internal.embed;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import io.github.easyneg.internal.text.OptionException;
import io.github.easyneg.internal.text.OptionFailures;
import io.github.easyneg.internal.text.OptionText;
import io.github.easyneg.internal.text.OptionText.Option;
import io.github.easyneg.onnx.internal.runtime.OnnxRuntime;
import java.util.List;

/**
 * Where a network runs.
 *
 * @param cuda whether on an NVIDIA GPU
 * @param ordinal which of them, from 0
 */
public record Device(boolean cuda, int ordinal) {
  /** This machine's CPU. */
  public static final Device CPU = new Device(false, 0);

  /**
   * Returns the device of a name.
   *
   * @throws IllegalArgumentException unless {@code name} is {@code cpu}, {@code cuda} or {@code
   *     cuda:N}
   */
  public static Device named(String name) {
    if (name.equals("cpu")) {
      return CPU;
    }
    if (name.equals("cuda")) {
      return new Device(true, 0);
    }
    if (name.matches("cuda:[0-9]{1,3}")) {
      return new Device(true, Integer.parseInt(name.substring("cuda:".length())));
    }
    throw OptionException.of(
        "{} is '{}'; use \"cpu\", \"cuda\", or \"cuda:1\" for the second GPU.",
        Option.named("device"),
        name);
  }

  /**
   * Rejects a device that cannot be used.
   *
   * @throws IllegalStateException if the ONNX Runtime on the class path cannot use this device
   */
  public void requireAvailable() {
    if (!cuda) {
      return;
    }
    // Loads the library too; the query alone would unpack it elsewhere.
    String version = OnnxRuntime.version();
    if (!OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA)) {
      throw OptionFailures.state(
          OptionText.of(
              "{} needs an ONNX Runtime with CUDA, and the one on the class path runs on {}. Add"
                  + " com.microsoft.onnxruntime:onnxruntime_gpu:{} in place of"
                  + " com.microsoft.onnxruntime:onnxruntime, or use {}.",
              Option.text("device", toString()),
              OrtEnvironment.getAvailableProviders().stream()
                  .map(provider -> provider.name())
                  .sorted()
                  .toList(),
              version,
              Option.text("device", "cpu")),
          null);
    }
    List<String> missing = CudaLibraries.missing(OnnxRuntime.cudaLibrary());
    if (!missing.isEmpty()) {
      throw OptionFailures.state(
          OptionText.of(
              "{} needs libraries that are not found on this machine: {}. {} Or use {}.",
              Option.text("device", toString()),
              String.join(", ", missing),
              remedy(),
              Option.text("device", "cpu")),
          null);
    }
  }

  /** Returns what to do where a network does not load on this device. */
  String remedy() {
    return "Install the CUDA and cuDNN that ONNX Runtime "
        + OnnxRuntime.version()
        + " asks for, and name their folders in "
        + CudaLibraries.PATH_VARIABLE
        + "; nvidia-smi says whether the driver is new enough.";
  }

  void addTo(OrtSession.SessionOptions options) throws OrtException {
    if (cuda) {
      options.addCUDA(ordinal);
    }
  }

  @Override
  public String toString() {
    return !cuda ? "cpu" : ordinal == 0 ? "cuda" : "cuda:" + ordinal;
  }
}
