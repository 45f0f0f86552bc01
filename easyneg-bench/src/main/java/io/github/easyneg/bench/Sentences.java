package io.github.easyneg.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Made-up English of a given length: common words, drawn with a fixed seed. */
final class Sentences {
  private static final String[] WORDS =
      ("the of and to in a is that for it as was with be by on not he his but at are this have from"
              + " or had an they which one you were all her she there would their we him been has"
              + " when who will no more if out so up said what its about than into them can only"
              + " other time new some could these two may first then do any like my now over such"
              + " our man me even most made after also did many off before must well back through"
              + " years much where your way down should because long each just state those people"
              + " too mister how little good world make very year still see own work men day get"
              + " here old between both life being under three never know same last another while"
              + " us might great go come since against right came take used himself few house use"
              + " place during high without again home around small however found mistress thought"
              + " went say part once general water government number night point united city river"
              + " mountain university century language empire trade railway science music history")
          .split(" ");

  private Sentences() {}

  /** Returns texts of about {@code words} words: a tenth more or fewer. */
  static List<String> of(int texts, int words) {
    Random random = new Random(42);
    List<String> sentences = new ArrayList<>();
    for (int i = 0; i < texts; i++) {
      int length = words - words / 10 + random.nextInt(Math.max(1, words / 5) + 1);
      StringBuilder sentence = new StringBuilder();
      for (int w = 0; w < length; w++) {
        sentence.append(w == 0 ? "" : " ").append(WORDS[random.nextInt(WORDS.length)]);
      }
      sentences.add(sentence.append('.').toString());
    }
    return sentences;
  }
}
