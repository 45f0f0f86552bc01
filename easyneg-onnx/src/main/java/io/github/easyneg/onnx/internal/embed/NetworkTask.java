package io.github.easyneg.onnx.internal.embed;

/**
 * The task that a network is exported for, in the terms of optimum and of sentence-transformers.
 */
enum NetworkTask {
  FEATURES("feature-extraction", "feature-extraction", "token_embeddings", "last_hidden_state"),
  ANSWERS("question-answering", "question-answering", "start_logits", "start_logits"),
  RELEVANCE("text-classification", "sequence-classification", "scores", "logits");

  private final String exported;
  private final String task;
  private final String moduleOutput;
  private final String methodOutput;

  NetworkTask(String exported, String task, String moduleOutput, String methodOutput) {
    this.exported = exported;
    this.task = task;
    this.moduleOutput = moduleOutput;
    this.methodOutput = methodOutput;
  }

  /** Returns the name under which optimum exports it. */
  String exported() {
    return exported;
  }

  /** Returns its value of {@code transformer_task}. */
  String task() {
    return task;
  }

  /** Returns its value of {@code module_output_name}. */
  String moduleOutput() {
    return moduleOutput;
  }

  /** Returns its value of {@code method_output_name}. */
  String methodOutput() {
    return methodOutput;
  }
}
