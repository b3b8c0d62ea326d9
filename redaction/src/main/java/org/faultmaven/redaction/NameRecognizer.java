package org.faultmaven.redaction;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.faultmaven.contracts.record.Health;
import org.faultmaven.contracts.record.Policy;
import org.faultmaven.contracts.record.Span;
import org.faultmaven.names.Entity;
import org.faultmaven.names.NameFinder;
import org.faultmaven.redaction.rule.EntityTypes;

/** What Presidio takes from spaCy's entities, with the score it gives them. */
final class NameRecognizer implements Recognizer {
  static final String RULE = "spaCy";

  /** Of a stretch without white space that is too long for the model, masked whole. */
  static final String OVERLONG_RULE = "spaCy-overlong";

  /** Raised whenever something else is made of the model's entities. */
  private static final String VERSION = "1";

  // Presidio 2.2.36x, NerModelConfiguration: its default score, and its mapping of labels.
  private static final double SCORE = 0.85;
  private static final Map<String, String> TYPES =
      Map.of(
          "PERSON", EntityTypes.PERSON,
          "GPE", EntityTypes.LOCATION,
          "LOC", EntityTypes.LOCATION,
          "FAC", EntityTypes.LOCATION,
          "NORP", EntityTypes.NRP,
          "DATE", EntityTypes.DATE_TIME,
          "TIME", EntityTypes.DATE_TIME,
          // As spaCy's models of other languages name them.
          "PER", EntityTypes.PERSON);

  private static final List<String> ALL =
      List.of(EntityTypes.PERSON, EntityTypes.LOCATION, EntityTypes.NRP, EntityTypes.DATE_TIME);

  private final Supplier<NameFinder> finder;

  NameRecognizer(Supplier<NameFinder> finder) {
    this.finder = finder;
  }

  @Override
  public String id() {
    return "names-" + VERSION + "-" + finder.get().model().id();
  }

  @Override
  public List<List<Span>> recognize(List<Draft> drafts, Policy policy) {
    List<String> wanted = ALL.stream().filter(type -> policy.masks(type, SCORE)).toList();
    if (wanted.isEmpty()) {
      return drafts.stream().map(draft -> List.<Span>of()).toList();
    }
    List<Wording> wordings =
        drafts.stream()
            .map(draft -> policy.wordings() ? Wording.numberless(draft) : Wording.exact(draft))
            .toList();
    List<List<Entity>> entities =
        finder.get().entities(wordings.stream().map(Wording::text).toList());
    Set<String> types = Set.copyOf(wanted);
    List<List<Span>> spans = new ArrayList<>(drafts.size());
    for (int i = 0; i < drafts.size(); i++) {
      spans.add(
          entities.get(i).isEmpty()
              ? List.of()
              : spans(wordings.get(i), entities.get(i), types, wanted.getFirst()));
    }
    return spans;
  }

  private static List<Span> spans(
      Wording wording, List<Entity> entities, Set<String> types, String overlong) {
    List<Span> spans = new ArrayList<>(entities.size());
    String text = wording.text();
    int points = 0;
    int index = 0;
    for (Entity entity : entities) {
      boolean unjudged = entity.label().equals(Entity.OVERLONG);
      String type = unjudged ? overlong : TYPES.get(entity.label());
      if (type == null || !types.contains(type)) {
        continue;
      }
      index = text.offsetByCodePoints(index, entity.start() - points);
      points = entity.start();
      int end = text.offsetByCodePoints(index, entity.end() - entity.start());
      String rule = unjudged ? OVERLONG_RULE : RULE;
      spans.add(wording.original(new Span(index, end, type, SCORE, rule)));
    }
    return spans;
  }

  @Override
  public Health check() {
    return Health.up(Duration.ZERO);
  }

  @Override
  public void close() {
    // What it has is memory.
  }
}
