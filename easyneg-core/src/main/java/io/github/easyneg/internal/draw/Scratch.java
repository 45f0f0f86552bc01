package io.github.easyneg.internal.draw;

import io.github.easyneg.internal.ground.Ground;
import io.github.easyneg.internal.ground.Ranking;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The arrays that a worker needs to look at rows, used again from row to row: a background for each
 * of some millions of rows would keep the garbage collector busier than the draws keep the worker.
 */
final class Scratch {
  /** Rows whose backgrounds are scored as one matrix product. */
  static final int ROWS = 32;

  /** Passages of a sampled background from which a pool's weight is estimated. */
  static final int SAMPLE = 64;

  final float[][] cosines;
  final float[][] sums;
  final float[] words;
  final Rest.Cosines restCosines;
  final Ranking[] cosineRanks;
  final Ranking wordRanks;
  final Ranking sampleCosineRanks;
  final Ranking sampleWordRanks;
  final float[] cutWords;
  final Ranking cutWordRanks;
  final Proposals proposals;
  final Look look;

  private Scratch(Ground ground) {
    int anchors = ground.settings().anchors().size();
    int background = ground.background().size();
    int withCosines = ground.background().withCosines();
    this.cosines = new float[ROWS * anchors][withCosines];
    this.sums = ground.background().sums(ROWS * anchors);
    this.restCosines = new Rest.Cosines(sums);
    this.words = new float[background];
    this.cosineRanks = new Ranking[anchors];
    for (int a = 0; a < anchors; a++) {
      cosineRanks[a] = new Ranking(withCosines);
    }
    this.wordRanks = new Ranking(background);
    this.sampleCosineRanks = new Ranking(Math.min(SAMPLE, background));
    this.sampleWordRanks = new Ranking(Math.min(SAMPLE, background));
    this.cutWords = new float[background];
    this.cutWordRanks = new Ranking(background);
    this.proposals = new Proposals(ground.lexical());
    this.look = new Look(ground.corpus());
  }

  /** Lends scratches, as many as there are threads at work. */
  static final class PoolState {
    private final Ground ground;
    private final ConcurrentLinkedQueue<Scratch> free = new ConcurrentLinkedQueue<>();

    PoolState(Ground ground) {
      this.ground = ground;
    }

    Scratch borrow() {
      Scratch scratch = free.poll();
      return scratch == null ? new Scratch(ground) : scratch;
    }

    void giveBack(Scratch scratch) {
      free.add(scratch);
    }
  }
}
