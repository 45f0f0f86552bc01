package io.github.easyneg.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.data.BadRows;
import io.github.easyneg.data.Corpora;
import io.github.easyneg.data.Corpus;
import io.github.easyneg.data.Dataset;
import io.github.easyneg.data.DatasetFormatException;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.data.FieldMap;
import io.github.easyneg.data.InputFormat;
import io.github.easyneg.data.Passage;
import io.github.easyneg.fixture.Spoiler;
import io.github.easyneg.mine.Marks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Reads spoilt files of every shape: what comes out is rows, or one error of one line that names
 * the file, and never anything else.
 *
 * <p>{@code -Deasyneg.fuzz.rounds=1000000} says how long, {@code -Deasyneg.fuzz.seed=} where to
 * begin; a failure names the seed that repeats it.
 */
class SourcesFuzzTest {
  private static final int ROUNDS = Integer.getInteger("easyneg.fuzz.rounds", 300);
  private static final long SEED = Long.getLong("easyneg.fuzz.seed", 1);

  /** More than an excerpt of what was found has no place in a message. */
  private static final int LONGEST_MESSAGE = 2000;

  private static final Corpus CORPUS =
      Corpora.of(
          List.of(
              Passage.of("x").withSourceId(Optional.of("1")),
              Passage.of("y").withSourceId(Optional.of("2"))));

  private final Path folder;

  SourcesFuzzTest(@TempDir Path folder) {
    this.folder = folder;
  }

  /** Records of one shape, three of them. */
  record Sample(String name, InputFormat format, String record) {
    String lines() {
      return (record + "\n").repeat(3);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static Sample sample(String name, String record) {
    return new Sample(name, InputFormat.auto(), record.replace('\'', '"'));
  }

  static Stream<Sample> samples() {
    FieldMap map =
        FieldMap.parse(
            "question=q.text,answer=a,contexts=docs[*].text,titles=docs[*].title,ids=docs[*].id,"
                + "positive=right");
    return Stream.of(
        sample(
            "squad",
            "{'title':'T','paragraphs':[{'context':'c d','qas':[{'id':'1','question':'q','answers':"
                + "[{'text':'d','answer_start':2}],'is_impossible':false}]}]}"),
        sample(
            "squad, flat",
            "{'id':'1','title':'T','context':'c d','question':'q','answers':{'text':['d'],"
                + "'answer_start':[2]}}"),
        sample(
            "dpr",
            "{'question':'q','answers':['a'],'positive_ctxs':[{'title':'t','text':'x','passage_id':"
                + "'7'}],'hard_negative_ctxs':[{'title':'','text':'y'}],'negative_ctxs':[]}"),
        sample(
            "dpr-output",
            "{'question':'q','answers':['a'],'ctxs':[{'id':'7','title':'t','text':'x',"
                + "'has_answer':true},{'id':8,'text':'y','has_answer':false}]}"),
        sample("flag-embedding", "{'query':'q','pos':['x'],'neg':['y','z'],'pos_scores':[0.9]}"),
        sample("sentence-transformers", "{'anchor':'q','positive':'x','negative':'y'}"),
        sample("sentence-transformers, labelled", "{'anchor':'q','passage':'x','label':1}"),
        sample(
            "tevatron",
            "{'query_id':'1','query':'q','positive_passages':[{'docid':'1','title':'t','text':'x'}],"
                + "'negative_passages':[{'docid':2,'text':'y'}]}"),
        sample("ragas", "{'user_input':'q','reference':'a','reference_contexts':['x','y']}"),
        sample("llama-index", "{'query':'q','reference_contexts':['x'],'reference_answer':'a'}"),
        sample(
            "cohere-rerank", "{'query':'q','relevant_passages':['x'],'hard_negatives':['y','z']}"),
        sample("reranker-eval", "{'query':'q','positive':['x'],'documents':['x','y','z']}"),
        sample(
            "sentence-transformers, labelled list",
            "{'anchor':'q','passages':['x','y'],'labels':[1,0]}"),
        sample(
            "sentence-transformers, n-tuple with scores",
            "{'anchor':'q','positive':'x','negative_1':'y','negative_2':'z','scores':[0.9,0.1]}"),
        new Sample(
            "tevatron with a corpus",
            InputFormat.auto().withCorpus(CORPUS),
            """
            {"query_id":"1","query_text":"q","positive_document_ids":["1"],"negative_document_ids":["2"]}\
            """),
        new Sample(
            "nemo with a corpus",
            InputFormat.auto().withCorpus(CORPUS),
            """
            {"question_id":"1","question":"q","pos_doc":[{"id":"1"}],"neg_doc":[{"id":"2"}]}\
            """),
        sample(
            "germanrag with its own ids",
            "{'contexts':['x','y'],'question':'q','answer':'a','positive_ctx_idx':0,'answers':"
                + "['a','b'],'positive_ctx_idxs':[0],'context_ids':['7',null]}"),
        sample("columns", "{'question':'q','context':'c','answer':'a','title':'t'}"),
        new Sample(
            "mapped",
            InputFormat.mapped(map),
            ("{'q':{'text':'q'},'a':['a'],'docs':[{'title':'t','text':'x','id':1},"
                    + "{'title':null,'text':'y','id':'2'}],'right':[0]}")
                .replace('\'', '"')));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aSpoiltFileGivesRowsOrAnErrorThatNamesIt(Sample sample) throws IOException {
    Path file = folder.resolve("in.jsonl");
    Path rejects = folder.resolve("rejects.jsonl");
    byte[] whole = sample.lines().getBytes(StandardCharsets.UTF_8);
    assertThat(
            spoilt(
                "the whole", Datasets.files(sample.format(), BadRows.stop(), write(file, whole))))
        .isFalse();
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      String what = "seed " + (SEED + round);
      write(file, new Spoiler(SEED + round).spoil(whole));
      refused += spoilt(what, Datasets.files(sample.format(), BadRows.stop(), file)) ? 1 : 0;
      boolean unused =
          spoilt(what, Datasets.files(sample.format(), BadRows.skip(rejects, 1 << 30), file));
    }
    assertThat(refused).isPositive();
  }

  @Test
  void aWrappedFileGivesRowsOrAnErrorThatNamesIt() throws IOException {
    Path file = folder.resolve("in.json");
    for (Sample sample : samples().limit(10).toList()) {
      String wrapper = sample.name().equals("squad") ? "data" : "examples";
      byte[] whole =
          ("{\"version\": \"2\", \"" + wrapper + "\": [" + sample.record() + "]}")
              .getBytes(StandardCharsets.UTF_8);
      for (int round = 0; round < ROUNDS / 5; round++) {
        String what = sample + ", seed " + (SEED + round);
        boolean unused =
            spoilt(what, Datasets.auto(write(file, new Spoiler(SEED + round).spoil(whole))));
      }
    }
  }

  @Test
  void aSpoiltNemoFileGivesRowsOrAnErrorThatNamesAFileOfIt() throws IOException {
    Files.createDirectory(folder.resolve("c"));
    List<Path> files =
        List.of(
            folder.resolve("in.json"),
            folder.resolve("c/corpus.jsonl"),
            folder.resolve("c/merlin_metadata.json"));
    List<byte[]> whole =
        Stream.of(
                """
                {"corpus":[{"path":"c"}],"data":[
                {"question_id":"1","question":"q","corpus_id":"w","pos_doc":[{"id":"1"}],"neg_doc":[]},
                {"question_id":"2","question":"r","corpus_id":"w","pos_doc":["2"],"neg_doc":["1"]}
                ]}
                """,
                "{\"id\":\"1\",\"text\":\"x\"}\n{\"id\":2,\"title\":\"t\",\"text\":\"y\"}\n",
                "{\"class\":\"TextQADataset\",\"corpus_id\":\"w\"}")
            .map(text -> text.getBytes(StandardCharsets.UTF_8))
            .toList();
    int refused = 0;
    int missing = 0;
    for (int round = 0; round < 3 * ROUNDS; round++) {
      for (int i = 0; i < files.size(); i++) {
        byte[] bytes = whole.get(i);
        write(files.get(i), round % 3 == i ? new Spoiler(SEED + round).spoil(bytes) : bytes);
      }
      try {
        refused += spoilt("seed " + (SEED + round), Datasets.auto(files.get(0))) ? 1 : 0;
      } catch (IllegalArgumentException e) {
        // A folder of another name.
        assertThat(e.getMessage()).startsWith(files.get(0) + " names ");
        missing++;
      }
    }
    assertThat(refused).isPositive();
    assertThat(missing).isLessThan(refused);
  }

  @Test
  void aSpoiltFileOfPairsWithItsCorpusGivesRowsOrAnErrorThatNamesIt() throws IOException {
    byte[] whole =
        """
        {"queries":{"1":"q","2":"r"},"corpus":{"a":"x","b":"y"},
        "relevant_docs":{"1":["a"],"2":["a","b"]},"mode":"text"}
        """
            .getBytes(StandardCharsets.UTF_8);
    int refused = 0;
    for (int round = 0; round < 2 * ROUNDS; round++) {
      Path file = write(folder.resolve("in.json"), new Spoiler(SEED + round).spoil(whole));
      refused += spoilt("seed " + (SEED + round), Datasets.auto(file)) ? 1 : 0;
      boolean unused =
          refused(
              "seed " + (SEED + round),
              path -> {
                try (Stream<Passage> passages =
                    Datasets.auto(path).corpus().map(Corpus::passages).orElse(Stream.of())) {
                  return passages.toList();
                }
              },
              file);
    }
    assertThat(refused).isPositive();
  }

  @Test
  void aSpoiltBeirFolderGivesRowsOrAnErrorThatNamesAFileOfIt() throws IOException {
    Files.createDirectory(folder.resolve("qrels"));
    List<Path> files =
        List.of(
            folder.resolve("corpus.jsonl"),
            folder.resolve("queries.jsonl"),
            folder.resolve("qrels/train.tsv"));
    List<byte[]> whole =
        Stream.of(
                """
                {"_id":"d1","title":"t","text":"x"}
                {"_id":"d2","text":"y"}
                """,
                """
                {"_id":"q1","text":"q","metadata":{}}
                {"_id":"q2","text":"r"}
                """,
                "query-id\tcorpus-id\tscore\nq1\td1\t1\nq2\td2\t1\nq2\td1\t0\n")
            .map(text -> text.getBytes(StandardCharsets.UTF_8))
            .toList();
    for (int round = 0; round < 2 * ROUNDS; round++) {
      for (int i = 0; i < files.size(); i++) {
        byte[] bytes = whole.get(i);
        write(files.get(i), round % 3 == i ? new Spoiler(SEED + round).spoil(bytes) : bytes);
      }
      boolean unused = spoilt("seed " + (SEED + round), Datasets.beir(folder));
    }
  }

  @Test
  void spoiltCorporaGivePassagesOrAnErrorThatNamesTheFile() throws IOException {
    List<String> whole =
        List.of(
            "{\"_id\":\"1\",\"title\":\"T\",\"text\":\"x\"}\n{\"id\":2,\"contents\":\"y\"}\n",
            "eins\n\nzwei\ndrei\n",
            "[{\"docid\":\"1\",\"text\":\"x\"},\n{\"text\":\"y\"}]");
    List<String> names = List.of("in.jsonl", "in.txt", "in.json");
    for (int round = 0; round < 3 * ROUNDS; round++) {
      int kind = round % 3;
      byte[] bytes = whole.get(kind).getBytes(StandardCharsets.UTF_8);
      Path file = write(folder.resolve(names.get(kind)), new Spoiler(SEED + round).spoil(bytes));
      boolean unused =
          refused(
              "seed " + (SEED + round),
              path -> {
                try (Stream<Passage> passages = Corpora.files(path).passages()) {
                  return passages.toList();
                }
              },
              file);
    }
  }

  @Test
  void aSpoiltFileOfMarksGivesMarksOrAnErrorThatNamesIt() throws IOException {
    byte[] whole =
        """
        {"question":"q","passage":"0af","text":"x","mark":"too-easy"}
        {"question":"r","passage":"0ae","text":"y","mark":"fine"}
        """
            .getBytes(StandardCharsets.UTF_8);
    int refused = 0;
    for (int round = 0; round < 2 * ROUNDS; round++) {
      Path file = write(folder.resolve("in.jsonl"), new Spoiler(SEED + round).spoil(whole));
      refused += refused("seed " + (SEED + round), Marks::read, file) ? 1 : 0;
    }
    assertThat(refused).isPositive();
  }

  /** Files that readers have stumbled over; what was found by chance is added here. */
  static Stream<String> known() {
    return Stream.of(
        "{\"anchor\":\"q\",\"positive\":\"x\"}\n{}\n",
        "{\"anchor\":\"q\",\"positive\":\"\\ud800\"}\n",
        "{\"anchor\":\"q\",\"positive\":\"\\ud800\"}\n{\"anchor\":\"r\",\"positive\":\"x\"}\n",
        "{\"anchor\":null,\"positive\":null}\n",
        "{\"question\":\"q\",\"answer\":\"a\",\"\\ude00\":[1]}\n",
        "{\"query\":\"q\",\"pos\":[\"x\"],\"\\ude00\":[1]}\n{\"\\ude00\":[1]}\n",
        "{\"question\":\"q\",\"context\":null}\n",
        "{\"title\":\"T\",\"paragraphs\":null}\n",
        "{\"query\":\"q\",\"pos\":{\"text\":\"x\"}}\n",
        "{\"" + "k".repeat(5000) + "\":1,\"positive\":2}\n",
        "{\"question\":\"q\",\"ctxs\":[{\"text\":\"x\",\"has_answer\":\""
            + "y".repeat(9000)
            + "\"}]}\n",
        "{\"query\":\"q\",\"query\":\"q\",\"pos\":[]}\n");
  }

  @ParameterizedTest
  @MethodSource("known")
  void filesThatReadersHaveStumbledOverAreRefused(String text) throws IOException {
    Path file = write(folder.resolve("in.jsonl"), text.getBytes(StandardCharsets.UTF_8));
    assertThat(spoilt(text, Datasets.auto(file))).isTrue();
    BadRows skipping = BadRows.skip(folder.resolve("rejects.jsonl"), 9);
    boolean unused = spoilt(text, Datasets.files(InputFormat.auto(), skipping, file));
  }

  private static Path write(Path file, byte[] bytes) throws IOException {
    return Files.write(file, bytes);
  }

  private static boolean spoilt(String what, Dataset dataset) {
    return refused(
        what,
        path -> {
          try (Stream<?> rows = dataset.rows()) {
            return rows.toList();
          }
        },
        dataset.files().get(0));
  }

  private static <T> boolean refused(String what, Function<Path, T> reading, Path file) {
    try {
      assertThat(reading.apply(file)).isNotNull();
      return false;
    } catch (DatasetFormatException e) {
      String message = String.valueOf(e.getMessage());
      assertThat(message)
          .as(what)
          .matches(
              "(?s)(in\\.jsonl?|in\\.txt|corpus\\.jsonl|queries\\.jsonl|train\\.tsv)(:\\d+)?:? .*")
          .hasSizeLessThan(LONGEST_MESSAGE);
      assertThat(message.lines()).as(what).hasSize(1);
      return true;
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError(what, e);
    }
  }
}
