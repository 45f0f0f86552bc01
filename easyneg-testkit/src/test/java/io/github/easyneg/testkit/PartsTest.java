package io.github.easyneg.testkit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.easyneg.data.BadRows;
import io.github.easyneg.data.Dataset;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.data.Passage;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.data.Splits;
import io.github.easyneg.format.FileType;
import io.github.easyneg.internal.record.FileTypes;
import io.github.easyneg.mine.BatchGuard;
import io.github.easyneg.mine.Guard;
import io.github.easyneg.mine.Guards;
import io.github.easyneg.mine.KnownAnswers;
import io.github.easyneg.mine.Marks;
import io.github.easyneg.mine.ReadingGuard;
import io.github.easyneg.mine.RelevanceGuard;
import io.github.easyneg.mine.Signal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The contracts of guards, signals, data sets and file types over the library's own parts. */
class PartsTest {

  @Nested
  class SameTitle extends GuardContract {
    @Override
    protected Guard guard() {
      return Guards.sameTitle();
    }
  }

  @Nested
  class SameGroup extends GuardContract {
    @Override
    protected Guard guard() {
      return Guards.sameGroup(passage -> passage.text().substring(0, 12));
    }
  }

  @Nested
  class ByLength extends BatchGuardContract {
    @Override
    protected BatchGuard guard() {
      return new BatchGuard() {
        @Override
        public String name() {
          return "length";
        }

        @Override
        public BitSet rejects(List<Pair> pairs) {
          BitSet rejected = new BitSet();
          for (int i = 0; i < pairs.size(); i++) {
            rejected.set(i, pairs.get(i).passage().text().hashCode() % 2 == 0);
          }
          return rejected;
        }
      };
    }
  }

  /** Scores a passage by its letters and rejects high scores, for a reader and a cross-encoder. */
  private static final class ByLetters implements ReadingGuard, RelevanceGuard {
    @Override
    public String name() {
      return "letters";
    }

    private static double letters(Pair pair) {
      return (pair.passage().text() + pair.row().question()).chars().sum() % 101 / 100.0;
    }

    @Override
    public BitSet rejects(List<Pair> pairs) {
      BitSet rejected = new BitSet();
      for (int i = 0; i < pairs.size(); i++) {
        rejected.set(i, letters(pairs.get(i)) > 0.5);
      }
      return rejected;
    }

    @Override
    public OptionalDouble distracting(Pair pair) {
      return OptionalDouble.of(letters(pair));
    }

    @Override
    public OptionalDouble score(Pair pair) {
      return OptionalDouble.of(letters(pair));
    }

    @Override
    public List<Double> relevances(List<Pair> pairs) {
      return pairs.stream().map(ByLetters::letters).toList();
    }
  }

  @Nested
  class Reading extends ReadingGuardContract {
    @Override
    protected ReadingGuard guard() {
      return new ByLetters();
    }
  }

  @Nested
  class Relevance extends RelevanceGuardContract {
    @Override
    protected RelevanceGuard guard() {
      return new ByLetters();
    }
  }

  @Nested
  class Marked extends KnownAnswersContract {
    @Override
    protected KnownAnswers answers() {
      return (KnownAnswers)
          Marks.none()
              .with(new Marks.Mark("Wo?", Passage.of("b").id(), "b", Marks.Verdict.ANSWERS))
              .with(new Marks.Mark("Wo?", Passage.of("a").id(), "a", Marks.Verdict.ANSWERS))
              .with(new Marks.Mark("Wann?", Passage.of("c").id(), "c", Marks.Verdict.TOO_EASY))
              .guard();
    }

    @Override
    protected List<String> questions() {
      return List.of("Wo?", "Wann?");
    }
  }

  @Nested
  class LengthSignal extends SignalContract {
    @Override
    protected Signal signal() {
      return new Signal() {
        @Override
        public String name() {
          return "length";
        }

        @Override
        public Prepared prepare(List<Passage> passages) {
          return row ->
              index -> passages.get(index).text().hashCode() + row.question().hashCode() / 7.0;
        }
      };
    }
  }

  private static List<QaRow> rows() {
    return IntStream.range(0, 20)
        .mapToObj(i -> QaRow.of(List.of("c" + i), "q" + i, "a", 0))
        .toList();
  }

  @Nested
  class InMemory extends DatasetContract {
    @Override
    protected Dataset dataset() {
      return Datasets.of(rows());
    }
  }

  private abstract static class OnDisk extends DatasetContract {
    private final Path folder;

    OnDisk(Path folder) throws IOException {
      this.folder = folder;
      StringBuilder lines = new StringBuilder();
      for (int i = 0; i < 20; i++) {
        lines
            .append("{\"contexts\": [\"c%1$d\"], \"question\": \"q%1$d\", ".formatted(i))
            .append("\"answer\": \"a\", \"positive_ctx_idx\": 0}\n");
      }
      Files.writeString(in(), lines);
      Files.writeString(folder.resolve("broken.jsonl"), lines + "{\n");
    }

    Path in() {
      return folder.resolve("in.jsonl");
    }

    @Override
    protected Optional<Dataset> broken() {
      return Optional.of(Datasets.jsonl(folder.resolve("broken.jsonl")));
    }
  }

  @Nested
  class JsonLines extends OnDisk {
    JsonLines(@TempDir Path folder) throws IOException {
      super(folder);
    }

    @Override
    protected Dataset dataset() {
      return Datasets.jsonl(in());
    }
  }

  @Nested
  class JsonLinesWithRejects extends OnDisk {
    JsonLinesWithRejects(@TempDir Path folder) throws IOException {
      super(folder);
    }

    @Override
    protected Dataset dataset() {
      return Datasets.jsonl(BadRows.skip(in().resolveSibling("rejects.jsonl"), 3), in());
    }
  }

  @Nested
  class PartOfASplit extends OnDisk {
    PartOfASplit(@TempDir Path folder) throws IOException {
      super(folder);
    }

    @Override
    protected Dataset dataset() {
      return Splits.of(Datasets.jsonl(in()), 0.2, 42).kept();
    }
  }

  @Nested
  class Lines extends FileTypeContract {
    @Override
    protected FileType type() {
      return FileTypes.of(Path.of("x.jsonl"));
    }

    @Override
    protected List<Map<String, Object>> read(byte[] file) throws IOException {
      return objects(new ByteArrayInputStream(file));
    }
  }

  @Nested
  class ZippedArray extends FileTypeContract {
    @Override
    protected FileType type() {
      return FileTypes.of(Path.of("x.json.gz"));
    }

    @Override
    protected List<Map<String, Object>> read(byte[] file) throws IOException {
      return objects(new GZIPInputStream(new ByteArrayInputStream(file)));
    }
  }

  private static List<Map<String, Object>> objects(InputStream in) throws IOException {
    List<Map<String, Object>> objects = new ArrayList<>();
    try (JsonParser json = new JsonFactory().createParser(in)) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token == JsonToken.START_OBJECT) {
          Map<String, Object> fields = new LinkedHashMap<>();
          while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            fields.put(name, value(json, json.nextToken()));
          }
          objects.add(fields);
        }
      }
    }
    return objects;
  }

  private static Object value(JsonParser json, JsonToken token) throws IOException {
    return switch (token) {
      case VALUE_STRING -> json.getText();
      case VALUE_NUMBER_INT -> json.getLongValue();
      case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case START_ARRAY -> {
        List<Object> list = new ArrayList<>();
        for (JsonToken next = json.nextToken();
            next != JsonToken.END_ARRAY;
            next = json.nextToken()) {
          list.add(value(json, next));
        }
        yield list;
      }
      default -> throw new AssertionError(token);
    };
  }
}
