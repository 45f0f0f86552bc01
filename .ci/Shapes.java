import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.easyneg.format.OutputRecord;
import io.github.easyneg.format.RecordEncoder;
import io.github.easyneg.parquet.ParquetFileType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Turns rows of germanrag's shape into the shapes in which other people have theirs, each with the
 * rows and the truth by which the result is to be judged.
 *
 * <pre>
 * java -cp "easyneg-cli/target/easyneg/lib/*" .ci/Shapes.java ROWS.jsonl GOLD.jsonl FOLDER
 * </pre>
 *
 * <p>FOLDER gets, for NAME in squad, dpr, beir and parquet, NAME/, which holds what is to be mined,
 * and NAME.source.jsonl and NAME.gold.jsonl, the same rows as far as the shape carries them:
 *
 * <ul>
 *   <li>squad: a question stands under one context, the positive, or as impossible under the first
 *   <li>dpr: all contexts, the positive before the others
 *   <li>beir: a query for each row, those without a positive with the passage that the truth knows;
 *       no contexts in them, and all passages as the corpus
 *   <li>parquet: the rows as they are
 * </ul>
 */
public final class Shapes {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;

  /** A row and what is known of it. */
  private record Row(JsonNode row, JsonNode gold) {
    List<String> contexts() {
      List<String> contexts = new ArrayList<>();
      row.get("contexts").forEach(context -> contexts.add(context.asText()));
      return contexts;
    }

    int positive() {
      return row.get("positive_ctx_idx").asInt();
    }

    String text(String field) {
      return row.get(field).asText();
    }
  }

  private Shapes(Path folder) {
    this.folder = folder;
  }

  public static void main(String[] args) throws IOException {
    List<Row> rows = new ArrayList<>();
    List<String> gold = Files.readAllLines(Path.of(args[1]));
    for (String line : Files.readAllLines(Path.of(args[0]))) {
      rows.add(new Row(JSON.readTree(line), JSON.readTree(gold.get(rows.size()))));
    }
    Shapes shapes = new Shapes(Path.of(args[2]));
    shapes.squad(rows);
    shapes.dpr(rows);
    shapes.beir(rows);
    shapes.parquet(rows);
  }

  private void squad(List<Row> rows) throws IOException {
    Map<String, Map<String, List<Integer>>> articles = new LinkedHashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      String context = rows.get(i).contexts().get(Math.max(0, rows.get(i).positive()));
      articles
          .computeIfAbsent(title(context), title -> new LinkedHashMap<>())
          .computeIfAbsent(body(context), body -> new ArrayList<>())
          .add(i);
    }
    ObjectNode all = JSON.createObjectNode().put("version", "v2.0");
    ArrayNode data = all.putArray("data");
    Judged judged = new Judged();
    articles.forEach(
        (title, paragraphs) -> {
          ArrayNode in = data.addObject().put("title", title).putArray("paragraphs");
          paragraphs.forEach(
              (body, numbers) -> {
                ArrayNode qas = in.addObject().put("context", body).putArray("qas");
                for (int number : numbers) {
                  Row row = rows.get(number);
                  boolean impossible = row.positive() < 0;
                  ObjectNode qa = qas.addObject().put("id", "q" + number);
                  qa.put("question", row.text("question")).put("is_impossible", impossible);
                  ArrayNode answers = qa.putArray("answers");
                  if (!impossible) {
                    String answer = row.text("answer");
                    answers
                        .addObject()
                        .put("text", answer)
                        .put("answer_start", body.indexOf(answer));
                  }
                  judged.add(row, List.of(Math.max(0, row.positive())));
                }
              });
        });
    Files.createDirectories(folder.resolve("squad"));
    JSON.writeValue(folder.resolve("squad/squad.json").toFile(), all);
    judged.write("squad");
  }

  private void dpr(List<Row> rows) throws IOException {
    ArrayNode all = JSON.createArrayNode();
    Judged judged = new Judged();
    for (Row row : rows) {
      ObjectNode record = all.addObject().put("question", row.text("question"));
      record.putArray("answers").add(row.text("answer"));
      ArrayNode positives = record.putArray("positive_ctxs");
      record.putArray("negative_ctxs");
      ArrayNode negatives = record.putArray("hard_negative_ctxs");
      List<Integer> order = new ArrayList<>();
      List<String> contexts = row.contexts();
      for (int i = 0; i < contexts.size(); i++) {
        ObjectNode passage = (i == row.positive() ? positives : negatives).addObject();
        passage.put("title", title(contexts.get(i))).put("text", body(contexts.get(i)));
        order.add(i == row.positive() ? 0 : order.size(), i);
      }
      judged.add(row, order);
    }
    Files.createDirectories(folder.resolve("dpr"));
    JSON.writeValue(folder.resolve("dpr/dpr.json").toFile(), all);
    judged.write("dpr");
  }

  private void beir(List<Row> rows) throws IOException {
    Set<String> passages = new LinkedHashSet<>();
    rows.forEach(row -> passages.addAll(row.contexts()));
    List<String> numbered = List.copyOf(passages);
    List<String> corpus = new ArrayList<>();
    for (int i = 0; i < numbered.size(); i++) {
      ObjectNode passage = JSON.createObjectNode().put("_id", "p" + i);
      passage.put("title", title(numbered.get(i))).put("text", body(numbered.get(i)));
      corpus.add(passage.toString());
    }
    List<String> queries = new ArrayList<>();
    List<String> qrels = new ArrayList<>(List.of("query-id\tcorpus-id\tscore"));
    Judged judged = new Judged();
    Map<String, String> byHash = new LinkedHashMap<>();
    numbered.forEach(passage -> byHash.put(sha1(passage), passage));
    for (int i = 0; i < rows.size(); i++) {
      Row row = answered(rows.get(i), byHash);
      ObjectNode query = JSON.createObjectNode().put("_id", "q" + i);
      queries.add(
          query.put("text", row.text("question")).put("answer", row.text("answer")).toString());
      qrels.add("q" + i + "\tp" + numbered.indexOf(row.contexts().get(row.positive())) + "\t1");
      judged.add(row, List.of(row.positive()));
    }
    Path beir = folder.resolve("beir");
    Files.createDirectories(beir.resolve("qrels"));
    Files.write(beir.resolve("corpus.jsonl"), corpus);
    Files.write(beir.resolve("queries.jsonl"), queries);
    Files.write(beir.resolve("qrels/train.tsv"), qrels);
    judged.write("beir");
  }

  /** Returns a row with the passage that answers it, which of some rows only the truth knows. */
  private static Row answered(Row row, Map<String, String> byHash) {
    if (row.positive() >= 0) {
      return row;
    }
    ObjectNode answered = row.row().deepCopy();
    answered.putArray("contexts").add(byHash.get(row.gold().get("gold_sha1").asText()));
    answered.put("positive_ctx_idx", 0).put("answer", row.gold().get("answers").get(0).asText());
    ObjectNode gold = row.gold().deepCopy();
    gold.put("answerable", true).putArray("ctx_titles").add(row.gold().get("title").asText());
    return new Row(answered, gold);
  }

  private static String sha1(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-1", e);
    }
  }

  private void parquet(List<Row> rows) throws IOException {
    Files.createDirectories(folder.resolve("parquet"));
    Judged judged = new Judged();
    try (OutputStream out = Files.newOutputStream(folder.resolve("parquet/rows.parquet"))) {
      RecordEncoder encoder = new ParquetFileType().encoder(out);
      for (Row row : rows) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("contexts", row.contexts());
        fields.put("question", row.text("question"));
        fields.put("answer", row.text("answer"));
        fields.put("positive_ctx_idx", (long) row.positive());
        encoder.write(new OutputRecord(fields, OutputRecord.Kind.OTHER));
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < row.contexts().size(); i++) {
          order.add(i);
        }
        judged.add(row, order);
      }
      encoder.finish();
    }
    judged.write("parquet");
  }

  private static String title(String context) {
    int end = context.indexOf("\n\n");
    return end < 0 ? "" : context.substring(0, end);
  }

  private static String body(String context) {
    return context.substring(title(context).isEmpty() ? 0 : title(context).length() + 2);
  }

  /** The rows that a shape carries, by which its result is judged. */
  private final class Judged {
    private final List<String> source = new ArrayList<>();
    private final List<String> gold = new ArrayList<>();

    /** Adds a row with some of its contexts. */
    void add(Row row, List<Integer> contexts) {
      ObjectNode shown = row.row().deepCopy();
      ObjectNode truth = row.gold().deepCopy();
      ArrayNode texts = shown.putArray("contexts");
      ArrayNode titles = truth.putArray("ctx_titles");
      for (int context : contexts) {
        texts.add(row.row().get("contexts").get(context));
        titles.add(row.gold().get("ctx_titles").get(context));
      }
      shown.put("positive_ctx_idx", contexts.indexOf(row.positive()));
      source.add(shown.toString());
      gold.add(truth.toString());
    }

    void write(String name) throws IOException {
      Files.write(folder.resolve(name + ".source.jsonl"), source);
      Files.write(folder.resolve(name + ".gold.jsonl"), gold);
    }
  }
}
