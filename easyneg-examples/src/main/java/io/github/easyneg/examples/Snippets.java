package io.github.easyneg.examples;

import dev.langchain4j.model.chat.ChatModel;
import io.github.easyneg.EasyNegatives;
import io.github.easyneg.Grounds;
import io.github.easyneg.data.Corpora;
import io.github.easyneg.data.Dataset;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.embed.EmbeddingProvider;
import io.github.easyneg.format.OutputFormats;
import io.github.easyneg.hub.HuggingFaceHub;
import io.github.easyneg.langchain4j.ChromaIndex;
import io.github.easyneg.langchain4j.ChromaOptions;
import io.github.easyneg.langchain4j.LangChain4j;
import io.github.easyneg.langchain4j.PgVectorIndex;
import io.github.easyneg.langchain4j.PgVectorOptions;
import io.github.easyneg.mine.Anchor;
import io.github.easyneg.mine.Guards;
import io.github.easyneg.mine.Mix;
import io.github.easyneg.mine.Pool;
import io.github.easyneg.mine.Shortage;
import io.github.easyneg.onnx.OnnxEmbedder;
import io.github.easyneg.onnx.OnnxOptions;
import io.github.easyneg.onnx.OnnxReader;
import io.github.easyneg.onnx.OnnxReranker;
import io.github.easyneg.onnx.StaticEmbedder;
import io.github.easyneg.report.Explanation;
import io.github.easyneg.report.MiningReport;
import io.github.easyneg.report.Progress;
import io.github.easyneg.report.html.HtmlReport;
import io.github.easyneg.sample.MultinomialSampler;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The code that README and {@code docs/} show. A page takes its code from a region here, verbatim;
 * {@code DocumentationTest} fails if the two part.
 */
final class Snippets {
  private Snippets() {}

  static void everyKnob(Path in, Path out) {
    // region every-knob
    EasyNegatives.from(Datasets.jsonl(in))
        .anchoredOn(Anchor.QUESTION)
        .candidates(Pool.quantiles(0.5, 0.9))
        .rejecting(Guards.sameTitle(), Guards.withinMarginOfPositive(0.05))
        .sampler(MultinomialSampler.temperature(0.1))
        .whenShort(Shortage.SKIP_ROW)
        .maxReuse(20)
        .sampleK(5)
        .write(OutputFormats.triplet(), out);
    // endregion
  }

  static void reference(Path in, Path out) {
    // region nearest
    EasyNegatives.from(Datasets.jsonl(in))
        .candidates(Pool.nearest(20))
        .sampler(MultinomialSampler.temperature(1))
        .toAxolotl(out);
    // endregion
  }

  static void mix(Path in, Path out) {
    // region mix
    EasyNegatives.from(Datasets.jsonl(in))
        .sampleMix(Mix.of(2, Pool.easy()).and(1, Pool.semiHard()))
        .toAxolotl(out);
    // endregion
  }

  static void fromYourData(Path in, Path articles, Path out) {
    // region from-your-data
    EasyNegatives.from(Datasets.auto(in)).withCorpus(Corpora.files(articles)).toAxolotl(out);
    // endregion
  }

  static void withoutOwnNegatives(Path in, Path out) {
    // region own-negatives
    EasyNegatives.from(Datasets.jsonl(in)).sampleK(2).ownNegatives(0).toAxolotl(out);
    // endregion
  }

  static void fewerRefusals(Path in, Path out) {
    // region refusal-ratio
    EasyNegatives.from(Datasets.jsonl(in)).refusalRatio(0.75).toAxolotl(out);
    // endregion
  }

  static void rowsInMemory(Path out) {
    // region rows-in-memory
    Dataset data =
        Datasets.of(
            List.of(
                QaRow.of(
                    List.of("Der Dom steht in Köln.", "Das Ulmer Münster ist höher."),
                    "Wo steht der Dom?",
                    "in Köln",
                    0),
                QaRow.withoutPositive(
                    List.of("Der Rhein fließt durch Basel."),
                    "Wie lang ist der Rhein?",
                    "Das geht aus dem Text nicht hervor.")));
    EasyNegatives.from(data).toAxolotl(out);
    // endregion
  }

  static void reportPage(Path in, Path out, Path page) {
    // region report-page
    MiningReport report = EasyNegatives.from(Datasets.jsonl(in)).sampleK(3).toAxolotl(out);
    HtmlReport.write(report, page);
    // endregion
  }

  static void explain(Path in) {
    // region explain
    EasyNegatives recipe = EasyNegatives.from(Datasets.jsonl(in)).sampleK(3);
    System.out.print(recipe.describe());
    Explanation why = recipe.explain(12);
    System.out.print(why);
    // endregion
  }

  static void multilingual(Path in, Path out, Path folder) {
    // region multilingual-folder
    try (EmbeddingProvider embedder = OnnxEmbedder.load(folder)) {
      EasyNegatives.from(Datasets.jsonl(in)).embedWith(embedder).sampleK(3).toAxolotl(out);
    }
    // endregion
  }

  static void fromTheHub(Path out) {
    // region hub
    Path folder =
        HuggingFaceHub.model("sentence-transformers/distiluse-base-multilingual-cased-v2");
    Path file = HuggingFaceHub.dataset("DiscoResearch/germanrag", "germanrag.jsonl");

    try (EmbeddingProvider embedder = OnnxEmbedder.load(folder)) {
      EasyNegatives.from(Datasets.jsonl(file)).embedWith(embedder).sampleK(3).toAxolotl(out);
    }
    // endregion
  }

  static Path pinned(String commit) {
    // region hub-pinned
    HuggingFaceHub hub =
        HuggingFaceHub.fromEnvironment()
            .revision(commit)
            .onnxFile("onnx/model_qint8_avx512_vnni.onnx")
            .progress((path, received, total) -> System.err.println(path + ": " + received));
    Path folder = hub.fetchModel("sentence-transformers/all-MiniLM-L6-v2");
    // endregion
    return folder;
  }

  static OnnxEmbedder multilingualE5(Path folder) {
    // region multilingual-e5
    OnnxOptions options = OnnxOptions.defaults().prompts("query: ", "passage: ");
    OnnxEmbedder embedder = OnnxEmbedder.load(folder, options);
    // endregion
    return embedder;
  }

  static void chroma(Path in, Path out) {
    // region chroma
    try (ChromaIndex chroma = ChromaIndex.at("http://localhost:8000", "germanrag")) {
      EasyNegatives.from(Datasets.jsonl(in)).indexIn(chroma).sampleK(3).seed(42).toAxolotl(out);
    }
    // endregion
  }

  static void pgvector(Path in, Path out, String password) {
    // region pgvector
    PgVectorOptions options = PgVectorOptions.defaults().user("postgres").password(password);
    try (PgVectorIndex table =
        PgVectorIndex.at("postgresql://localhost:5432/postgres", "germanrag", options)) {
      EasyNegatives.from(Datasets.jsonl(in)).indexIn(table).sampleK(3).seed(42).toAxolotl(out);
    }
    // endregion
  }

  static ChromaIndex chromaOptions() {
    // region chroma-options
    ChromaOptions options =
        ChromaOptions.defaults()
            .tenant("acme") // default_tenant
            .database("rag") // default_database
            .timeout(Duration.ofSeconds(120)) // 60 s for one attempt at a call
            .attempts(6) // 4
            .pauses(Duration.ofSeconds(1), Duration.ofSeconds(60)); // 0.5 s, doubling up to 30 s
    ChromaIndex chroma = ChromaIndex.at("http://localhost:8000", "germanrag", options);
    // endregion
    return chroma;
  }

  static void large(Path in, Path out, Path cache) {
    // region large-data
    try (EmbeddingProvider embedder = StaticEmbedder.allMiniLmL6V2()) {
      MiningReport report =
          EasyNegatives.from(Datasets.jsonl(in))
              .embedWith(embedder)
              .cacheIn(cache)
              .maxReuse(20)
              .auditTo(Path.of("audit.jsonl.gz"))
              .toAxolotl(out);
      System.out.print(report);
    }
    // endregion
  }

  static void ownGuard(Path in, Path out) {
    // region own-guard
    EasyNegatives.from(Datasets.jsonl(in))
        .rejecting(
            Guards.guard(
                "too-short", (row, candidate) -> candidate.passage().text().length() < 200))
        .toAxolotl(out);
    // endregion
  }

  static void sameSource(Path in, Path out) {
    // region same-group
    EasyNegatives.from(Datasets.jsonl(in))
        .rejecting(
            Guards.sameGroup(
                passage -> {
                  int colon = passage.text().indexOf(':');
                  return colon < 0 ? "" : passage.text().substring(0, colon);
                }))
        .toAxolotl(out);
    // endregion
  }

  static void chatJudge(Path in, Path out, ChatModel model) {
    // region chat-judge
    EasyNegatives.from(Datasets.jsonl(in))
        .rejecting(LangChain4j.judge(model).parallelCalls(4))
        .toAxolotl(out);
    // endregion
  }

  static void reader(Path in, Path out, Path model) {
    // region reader
    try (OnnxReader reader = OnnxReader.load(model)) {
      EasyNegatives.from(Datasets.jsonl(in)).rejecting(reader.threshold(0.3)).toAxolotl(out);
    }
    // endregion
  }

  static void reranker(Path in, Path out, Path model) {
    // region reranker
    try (OnnxReranker reranker = OnnxReranker.load(model)) {
      EasyNegatives.from(Datasets.jsonl(in)).rejecting(reranker.threshold(0.3)).toAxolotl(out);
    }
    // endregion
  }

  static void distill(Path in, Path out, Path model, Path folder) {
    // region distill
    try (StaticEmbedder distilled = StaticEmbedder.distill(model, folder)) {
      EasyNegatives.from(Datasets.jsonl(in)).embedWith(distilled).toAxolotl(out);
    }
    // endregion
  }

  static void ground(Path in, Path corpus, Path ground, Path out, EmbeddingProvider embedder) {
    // region ground
    Grounds.build(Corpora.files(corpus), ground, 2, Progress.NONE);
    EasyNegatives.from(Datasets.jsonl(in))
        .withCorpus(Corpora.files(corpus))
        .groundIn(ground)
        .embedWith(embedder)
        .toAxolotl(out);
    // endregion
  }
}
