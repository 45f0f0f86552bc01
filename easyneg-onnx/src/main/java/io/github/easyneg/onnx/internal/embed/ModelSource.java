package io.github.easyneg.onnx.internal.embed;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.easyneg.internal.onnx.OnnxGraph;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where a network and its tokenizer are read from. */
sealed interface ModelSource {

  /** Returns the network's place, for messages. */
  String networkName();

  /** Opens the network's file. */
  InputStream openNetwork() throws IOException;

  /** Whether the network quantises activations while it runs; see {@link OnnxGraph}. */
  boolean quantized();

  /** Loads the network. */
  OrtSession session(OrtEnvironment environment, OrtSession.SessionOptions options)
      throws IOException, OrtException;

  /** Returns the number of a text's first position, for networks that ask for positions. */
  int firstPosition();

  /** Returns the files next to the network that hold weights. */
  List<Path> weights();

  /** Returns the tokenizer's place, for messages. */
  String tokenizerName();

  /** Reads the tokenizer. */
  String tokenizerJson() throws IOException;

  /**
   * Files of a folder.
   *
   * @param weights the files next to the network that hold its weights
   */
  record InFolder(
      Path network, boolean quantized, int firstPosition, List<Path> weights, Path tokenizer)
      implements ModelSource {
    @Override
    public String networkName() {
      return network.toString();
    }

    @Override
    public InputStream openNetwork() throws IOException {
      return Files.newInputStream(network);
    }

    @Override
    public OrtSession session(OrtEnvironment environment, OrtSession.SessionOptions options)
        throws OrtException {
      // By path, so that the runtime finds the weights next to it.
      return environment.createSession(network.toString(), options);
    }

    @Override
    public String tokenizerName() {
      return tokenizer.toString();
    }

    @Override
    public String tokenizerJson() {
      return ModelFolder.tokenizerText(tokenizer);
    }
  }

  /**
   * Resources of a jar.
   *
   * @param jar the coordinates of the jar, for the message when it is not there
   */
  record OnClassPath(String network, boolean quantized, String tokenizer, String jar)
      implements ModelSource {
    @Override
    public String networkName() {
      return network;
    }

    @Override
    public InputStream openNetwork() {
      return open(network);
    }

    @Override
    public OrtSession session(OrtEnvironment environment, OrtSession.SessionOptions options)
        throws IOException, OrtException {
      try (InputStream in = openNetwork()) {
        return environment.createSession(in.readAllBytes(), options);
      }
    }

    @Override
    public int firstPosition() {
      return 0;
    }

    @Override
    public List<Path> weights() {
      return List.of();
    }

    @Override
    public String tokenizerName() {
      return tokenizer;
    }

    @Override
    public String tokenizerJson() throws IOException {
      try (InputStream in = open(tokenizer)) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    }

    private InputStream open(String resource) {
      return new ModelFile.InJar(resource, jar).open();
    }
  }
}
