package io.github.easyneg.internal.draw;

import io.github.easyneg.internal.ground.Ground;
import io.github.easyneg.internal.ground.SameQuestions;
import io.github.easyneg.internal.settings.Settings;
import io.github.easyneg.internal.text.Containment;
import io.github.easyneg.internal.text.Excerpt;
import io.github.easyneg.mine.AnyGuard;
import io.github.easyneg.mine.BatchGuard;
import io.github.easyneg.mine.CorpusGuard;
import io.github.easyneg.mine.GroupGuard;
import io.github.easyneg.mine.Guard;
import io.github.easyneg.mine.GuardException;
import io.github.easyneg.mine.Guards;
import io.github.easyneg.mine.Pool;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** The guards of a recipe, in the order in which they are asked: the cheap ones first. */
public final class GuardChain {
  private final Ground ground;
  private final List<Check> checks = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private final List<String> passed;
  private final Rest.Shelf rests;
  private final FewLeftShelf few;
  private final BarredCounts counts;
  private final Map<Integer, Groups> groups = new LinkedHashMap<>();
  private final Map<Integer, AnswerHolders> answers = new LinkedHashMap<>();

  /** One guard at work. */
  private interface Check {
    boolean rejects(RowView view, Seen candidate, List<Drawn.Pick> drawn);
  }

  GuardChain(Ground ground) {
    this.ground = ground;
    this.rests = new Rest.Shelf(ground);
    this.few = new FewLeftShelf(ground.vectors());
    add(Guards.OWN_CONTEXT, (view, candidate, drawn) -> view.isOwnText(candidate.number()));
    add(
        Guards.ANSWERS_SAME_QUESTION,
        (view, candidate, drawn) ->
            // First, because hashing a question takes long.
            ground.corpus().hasSameQuestions()
                && ground.corpus().answers(view.questionHash(), candidate.number()));
    for (AnyGuard guard : ground.settings().guards()) {
      if (!(guard instanceof BatchGuard)) {
        add(guard.name(), check(guard));
      }
    }
    this.passed = namesIn(ground.settings());
    this.counts = new BarredCounts(names.size(), ground.corpus().candidates());
  }

  /** Returns the names of all guards of a recipe, in the order in which they are asked. */
  public static List<String> namesIn(Settings settings) {
    List<String> all = new ArrayList<>(List.of(Guards.OWN_CONTEXT, Guards.ANSWERS_SAME_QUESTION));
    settings.guards().stream()
        .filter(guard -> !(guard instanceof BatchGuard))
        .map(AnyGuard::name)
        .forEach(all::add);
    settings.batchGuards().stream().map(BatchGuard::name).forEach(all::add);
    return List.copyOf(all);
  }

  /** Returns the guards' names in the order in which they are asked. */
  public List<String> names() {
    return List.copyOf(names);
  }

  /** Returns the names of all guards that a negative has passed in the end. */
  public List<String> passed() {
    return passed;
  }

  /** Returns the place of the guard that rejects the candidate, or -1. */
  int rejecting(RowView view, Seen candidate, List<Drawn.Pick> drawn) {
    for (int g = 0; g < checks.size(); g++) {
      if (checks.get(g).rejects(view, candidate, drawn)) {
        return g;
      }
    }
    return -1;
  }

  private void add(String name, Check check) {
    names.add(name);
    checks.add(check);
  }

  /** Returns what it is known of before the draw that a guard rejects it, where it is much. */
  Barred barred(RowView view) {
    Barred barred = new Barred();
    if (ground.corpus().hasQuestionsWithManyAnswers()) {
      int guard = names.indexOf(Guards.ANSWERS_SAME_QUESTION);
      ground
          .corpus()
          .manyAnswersOf(view.questionHash())
          .ifPresent(passages -> barred.add(guard, passages));
    }
    groups.forEach(
        (guard, of) -> of.largeOf(view.own()).forEach(members -> barred.add(guard, members)));
    return barred;
  }

  /** Returns how many of what is barred each guard rejects, and how much is left. */
  BarredCounts counts() {
    return counts;
  }

  /** Returns what is left, if other rows share it. */
  Optional<Rest> rest(Barred barred) {
    return rests.of(barred);
  }

  /** Returns passages among which is all that is left of a row's pool, if that is known and few. */
  Optional<FewLeft> few(RowView view, Pool pool, Barred barred) {
    return few.of(view, pool, barred);
  }

  /** Adds what takes a look at all passages to know; for draws that do not find at once. */
  void barAnswers(RowView view, Barred barred) {
    answers.forEach((guard, holders) -> holders.bar(view, guard, barred));
  }

  private Check check(AnyGuard guard) {
    if (guard instanceof GroupGuard ofGroup) {
      Groups of = new Groups(ground.corpus(), ofGroup, SameQuestions.MANY);
      groups.put(checks.size(), of);
      return (view, candidate, drawn) -> of.isOfOneOf(view.own(), candidate.number());
    }
    if (guard instanceof Guard own) {
      return (view, candidate, drawn) -> rejects(own, view, candidate);
    }
    if (guard instanceof CorpusGuard.AnswerBearing bearing) {
      AnswerHolders holders = new AnswerHolders(ground, bearing.commonAt());
      answers.put(checks.size(), holders);
      return (view, candidate, drawn) -> holders.isBearing(view, candidate.number());
    }
    if (guard instanceof CorpusGuard.NearDuplicate near) {
      return (view, candidate, drawn) -> nearDuplicate(view, candidate, drawn, near.jaccard());
    }
    if (guard instanceof CorpusGuard.Containment containment) {
      return (view, candidate, drawn) -> overlaps(view, candidate, containment.share());
    }
    if (guard instanceof CorpusGuard.QuestionWords words) {
      QuestionWords of = new QuestionWords(ground, words.quantile());
      return (view, candidate, drawn) -> of.isClose(view, candidate);
    }
    if (guard instanceof CorpusGuard.WithinMargin within) {
      return below(new Pool.Margin(within.distance(), 0));
    }
    if (guard instanceof CorpusGuard.WithinRelativeMargin within) {
      return below(new Pool.Margin(0, within.share()));
    }
    throw new AssertionError("no guard for one candidate: " + guard.describe());
  }

  private static Check below(Pool.Margin margin) {
    return (view, candidate, drawn) ->
        view.positiveCosine().isPresent()
            && candidate.cosine() > margin.ceiling(view.positiveCosine().getAsDouble());
  }

  /** Asks a guard of the user's; what it throws is told with where it happened. */
  private static boolean rejects(Guard guard, RowView view, Seen candidate) {
    try {
      return guard.rejects(view.row(), candidate);
    } catch (CancellationException | GuardException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new GuardException(
          String.format(
              Locale.ROOT,
              "%s: the guard '%s' must return a verdict on every candidate, but for the passage"
                  + " \"%s\" it threw %s; fix the guard, or remove it with"
                  + " withoutGuards(\"%2$s\").",
              view.name(),
              guard.name(),
              Excerpt.shown(candidate.passage().text()),
              e),
          e);
    }
  }

  private boolean nearDuplicate(
      RowView view, Seen candidate, List<Drawn.Pick> drawn, double jaccard) {
    int number = candidate.number();
    for (int positive : view.positives()) {
      if (ground.lexical().nearlyRepeats(positive, number, jaccard)) {
        return true;
      }
    }
    for (Drawn.Pick earlier : drawn) {
      if (ground.lexical().nearlyRepeats(earlier.seen().number(), number, jaccard)) {
        return true;
      }
    }
    return false;
  }

  private static boolean overlaps(RowView view, Seen candidate, double share) {
    for (Containment answering : view.containments(share)) {
      if (answering.overlaps(candidate.number(), candidate.passage().text())) {
        return true;
      }
    }
    return false;
  }
}
