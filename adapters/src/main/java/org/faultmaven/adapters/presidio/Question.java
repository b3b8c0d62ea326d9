package org.faultmaven.adapters.presidio;

import java.util.Set;
import java.util.TreeSet;
import org.faultmaven.contracts.record.Policy;
import org.faultmaven.redaction.Draft;
import org.faultmaven.redaction.Wording;
import org.faultmaven.redaction.rule.EntityTypes;
import org.jspecify.annotations.Nullable;

/**
 * What Presidio is asked under a policy. The engine in process finds every value that Presidio's
 * own patterns find, in the raw text, so that Presidio is asked for names alone, in what recurs of
 * it: a wording. It is asked about more, and shown more, when the policy wants something that the
 * engine doesn't know, or the server has recognisers that Presidio doesn't come with.
 *
 * @param entities to look for; none means that there is nothing to ask
 * @param shown how much of a text it is shown
 * @param patterns whether more than names is looked for
 * @param onlyHere the type that stands for what could not be sent; null when nothing need be
 */
record Question(Set<String> entities, Shown shown, boolean patterns, @Nullable String onlyHere) {
  /** How much of a text is shown. */
  enum Shown {
    /** Without times, numbers and what the engine masks. */
    NUMBERLESS,
    /** Without times and what the engine masks. */
    TIMELESS,
    /** As it is, but for pseudonyms. */
    EXACT
  }

  /** What is found in process wherever Presidio's patterns find it. */
  private static final Set<String> COVERED =
      EntityTypes.without(
          EntityTypes.PRESIDIO,
          EntityTypes.union(EntityTypes.NAMES, Set.of(EntityTypes.DATE_TIME, EntityTypes.URL)));

  /** The engine's own types, which a Presidio server need not know. */
  static Set<String> onlyPresidios(Policy policy) {
    return EntityTypes.without(policy.entities(), EntityTypes.union(COVERED, EntityTypes.OWN));
  }

  /**
   * @param server what Presidio can do
   */
  static Question under(Policy policy, Profile server) {
    Set<String> onlyPresidios = onlyPresidios(policy);
    String onlyHere =
        onlyPresidios.contains(EntityTypes.PERSON)
            ? EntityTypes.PERSON
            : new TreeSet<>(onlyPresidios).stream().findFirst().orElse(null);
    boolean ownPatterns = !EntityTypes.NAMES.containsAll(onlyPresidios);
    if (!ownPatterns && !server.hasRecognizersOfItsOwn()) {
      return new Question(
          onlyPresidios, policy.wordings() ? Shown.NUMBERLESS : Shown.EXACT, false, onlyHere);
    }
    var wanted = new TreeSet<>(policy.entities());
    wanted.retainAll(server.supported());
    boolean times = policy.entities().contains(EntityTypes.DATE_TIME);
    return new Question(
        Set.copyOf(wanted),
        policy.wordings() && !times ? Shown.TIMELESS : Shown.EXACT,
        true,
        onlyHere);
  }

  Wording wording(Draft draft) {
    return switch (shown) {
      case NUMBERLESS -> Wording.numberless(draft);
      case TIMELESS -> Wording.timeless(draft);
      case EXACT -> Wording.exact(draft);
    };
  }
}
