package io.github.easyneg.mine;

/**
 * A guard that the engine carries out itself, because it needs what a row and a candidate do not
 * say: all passages, the negatives drawn before, or the positive's vector. {@link Guards} makes
 * them.
 */
public sealed interface CorpusGuard extends AnyGuard {

  /**
   * Rejects passages that hold the row's answer.
   *
   * @param commonAt an answer in more than this share of the background's passages is ignored, in
   *     [0, 1]
   */
  record AnswerBearing(double commonAt) implements CorpusGuard {
    /**
     * Checks the share.
     *
     * @throws IllegalArgumentException if it is not in [0, 1]
     */
    public AnswerBearing {
      requireShare("commonAt", commonAt);
    }

    @Override
    public String name() {
      return Guards.ANSWER_BEARING;
    }

    @Override
    public String describe() {
      return name() + ":" + commonAt;
    }
  }

  /**
   * Rejects near-duplicates of the positive and of negatives drawn before.
   *
   * @param jaccard how alike: distinct words in both by distinct words in either, in [0, 1]
   */
  record NearDuplicate(double jaccard) implements CorpusGuard {
    /**
     * Checks the share.
     *
     * @throws IllegalArgumentException if it is not in [0, 1]
     */
    public NearDuplicate {
      requireShare("jaccard", jaccard);
    }

    @Override
    public String name() {
      return Guards.NEAR_DUPLICATE;
    }

    @Override
    public String describe() {
      return name() + ":" + jaccard;
    }
  }

  /**
   * Rejects passages that hold most of a positive, and those most of which lies in one.
   *
   * @param share how much of one must be in the other, in (0, 1]
   */
  record Containment(double share) implements CorpusGuard {
    /**
     * Checks the share.
     *
     * @throws IllegalArgumentException if it is not in (0, 1]
     */
    public Containment {
      if (!(share > 0 && share <= 1)) {
        throw new IllegalArgumentException(
            "share is " + share + "; use a share above 0, at most 1.");
      }
    }

    @Override
    public String name() {
      return Guards.CONTAINMENT;
    }

    @Override
    public String describe() {
      return name() + ":" + share;
    }
  }

  /**
   * Rejects, in rows without a positive, passages with much in common with the question.
   *
   * @param quantile that a passage must not exceed, by words cut to their first letters, in [0, 1]
   */
  record QuestionWords(double quantile) implements CorpusGuard {
    /**
     * Checks the quantile.
     *
     * @throws IllegalArgumentException if it is not in [0, 1]
     */
    public QuestionWords {
      if (!(quantile >= 0 && quantile <= 1)) {
        throw new IllegalArgumentException(
            "quantile is " + quantile + "; use a quantile in [0, 1].");
      }
    }

    @Override
    public String name() {
      return Guards.QUESTION_WORDS;
    }

    @Override
    public String describe() {
      return name() + ":" + quantile;
    }
  }

  /**
   * Rejects passages whose cosine comes within a distance of the positive's.
   *
   * @param distance how far below the positive's cosine a candidate must lie, 0 or more
   */
  record WithinMargin(double distance) implements CorpusGuard {
    /**
     * Checks the distance.
     *
     * @throws IllegalArgumentException if it is negative or NaN
     */
    public WithinMargin {
      requireMargin(Guards.MARGIN, distance);
    }

    @Override
    public String name() {
      return Guards.MARGIN;
    }

    @Override
    public String describe() {
      return name() + ":" + distance;
    }
  }

  /**
   * Rejects passages whose cosine comes within a share of the positive's.
   *
   * @param share how far below the positive's cosine a candidate must lie, as a share of that
   *     cosine's size, 0 or more
   */
  record WithinRelativeMargin(double share) implements CorpusGuard {
    /**
     * Checks the share.
     *
     * @throws IllegalArgumentException if it is negative or NaN
     */
    public WithinRelativeMargin {
      requireMargin(Guards.RELATIVE_MARGIN, share);
    }

    @Override
    public String name() {
      return Guards.RELATIVE_MARGIN;
    }

    @Override
    public String describe() {
      return name() + ":" + share;
    }
  }

  private static void requireShare(String what, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(what + " is " + share + "; use a share in [0, 1].");
    }
  }

  private static void requireMargin(String what, double margin) {
    if (!(margin >= 0)) {
      throw new IllegalArgumentException(what + " is " + margin + "; use 0 or more.");
    }
  }
}
