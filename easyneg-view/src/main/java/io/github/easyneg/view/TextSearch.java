package io.github.easyneg.view;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Looks for a text in all rows, and remembers what it found for the last few. Thread-safe. */
final class TextSearch {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .build();
  private static final int REMEMBERED = 8;

  private final RowStore rows;
  private final Map<String, BitSet> found =
      new LinkedHashMap<>(REMEMBERED, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, BitSet> eldest) {
          return size() > REMEMBERED;
        }
      };

  TextSearch(RowStore rows) {
    this.rows = rows;
  }

  /** Returns the places of the rows that hold the text in a value, whatever its case. */
  synchronized BitSet rowsWith(String text) {
    return found.computeIfAbsent(text.toLowerCase(Locale.ROOT), this::search);
  }

  private BitSet search(String small) {
    BitSet places = new BitSet();
    for (int row = 0; row < rows.size(); row++) {
      places.set(row, holds(row, small));
    }
    return places;
  }

  private boolean holds(int row, String small) {
    try (JsonParser parser = JSON.createParser(rows.json(row))) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.VALUE_STRING
            && parser.getText().toLowerCase(Locale.ROOT).contains(small)) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      throw new AssertionError("the store's JSON is our own", e);
    }
  }
}
