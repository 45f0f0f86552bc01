package io.github.easyneg.langchain4j.tiny;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes tokenizer.json files. */
public final class TinyTokenizer {
  private TinyTokenizer() {}

  /**
   * One token a word, between [CLS] and [SEP], which must be in the vocabulary as [UNK] must. Like
   * the published ones it truncates and pads, both of which a reader has to undo.
   */
  public static String words(List<String> vocabulary) {
    return """
    {"version":"1.0",
     "truncation":{"direction":"Right","max_length":4,"strategy":"LongestFirst","stride":0},
     "padding":{"strategy":{"Fixed":4},"direction":"Right","pad_to_multiple_of":null,
       "pad_id":0,"pad_type_id":0,"pad_token":"[PAD]"},
     "added_tokens":[],"normalizer":null,
     "pre_tokenizer":{"type":"WhitespaceSplit"},
     "post_processor":{"type":"TemplateProcessing",
       "single":[{"SpecialToken":{"id":"[CLS]","type_id":0}},{"Sequence":{"id":"A","type_id":0}},
                 {"SpecialToken":{"id":"[SEP]","type_id":0}}],
       "pair":[{"Sequence":{"id":"A","type_id":0}},{"Sequence":{"id":"B","type_id":1}}],
       "special_tokens":{
         "[CLS]":{"id":"[CLS]","ids":[%d],"tokens":["[CLS]"]},
         "[SEP]":{"id":"[SEP]","ids":[%d],"tokens":["[SEP]"]}}},
     "decoder":null,
     "model":{"type":"WordLevel","vocab":{%s},"unk_token":"[UNK]"}}
    """
        .formatted(
            vocabulary.indexOf("[CLS]"),
            vocabulary.indexOf("[SEP]"),
            IntStream.range(0, vocabulary.size())
                .mapToObj(i -> "\"" + vocabulary.get(i) + "\":" + i)
                .collect(Collectors.joining(",")));
  }

  /** The same words and numbers, but a token type of 1 for the text. */
  public static String typedWords(List<String> vocabulary) {
    return words(vocabulary)
        .replace(
            "{\"Sequence\":{\"id\":\"A\",\"type_id\":0}},\n",
            "{\"Sequence\":{\"id\":\"A\",\"type_id\":1}},\n");
  }

  /**
   * A SentencePiece model as XLM-RoBERTa's: pieces with scores, "▁" for a space, between &lt;s&gt;
   * (0) and &lt;/s&gt; (2).
   */
  public static String pieces(List<String> pieces, List<Double> scores) {
    return """
    {"version":"1.0","truncation":null,"padding":null,"added_tokens":[],"normalizer":null,
     "pre_tokenizer":{"type":"Metaspace","replacement":"▁","prepend_scheme":"always","split":true},
     "post_processor":{"type":"TemplateProcessing",
       "single":[{"SpecialToken":{"id":"<s>","type_id":0}},{"Sequence":{"id":"A","type_id":0}},
                 {"SpecialToken":{"id":"</s>","type_id":0}}],
       "pair":[{"Sequence":{"id":"A","type_id":0}},{"Sequence":{"id":"B","type_id":0}}],
       "special_tokens":{"<s>":{"id":"<s>","ids":[0],"tokens":["<s>"]},
                         "</s>":{"id":"</s>","ids":[2],"tokens":["</s>"]}}},
     "decoder":null,
     "model":{"type":"Unigram","unk_id":3,"byte_fallback":false,"vocab":[%s]}}
    """
        .formatted(
            IntStream.range(0, pieces.size())
                .mapToObj(i -> "[\"" + pieces.get(i) + "\"," + scores.get(i) + "]")
                .collect(Collectors.joining(",")));
  }
}
