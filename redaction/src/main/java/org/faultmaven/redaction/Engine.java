package org.faultmaven.redaction;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.port.ISanitizer;
import org.faultmaven.contracts.record.Fragment;
import org.faultmaven.contracts.record.Health;
import org.faultmaven.contracts.record.KeyedHash;
import org.faultmaven.contracts.record.Policy;
import org.faultmaven.contracts.record.Span;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.record.Verdict;
import org.faultmaven.redaction.rule.EntityTypes;
import org.faultmaven.redaction.rule.Rules;

/** The rules, and whoever else recognises, as one sanitiser. */
final class Engine implements ISanitizer {
  /** Raised whenever a rule, a merge or a pseudonym might come out differently. */
  private static final String ID = "engine-2";

  /**
   * How often the masked text is judged again. Each time must find something new, next to what the
   * time before masked, so a real text needs one or two; the limit keeps the work linear on a text
   * made to need more.
   */
  private static final int MAX_PASSES = 8;

  private final KeyedHash hash;
  private final List<Recognizer> others;
  private final Rules rules = Rules.shipped();

  Engine(KeyedHash hash, List<Recognizer> others) {
    this.hash = hash;
    this.others = List.copyOf(others);
  }

  @Override
  public List<Verdict> sanitize(Tenant tenant, List<Fragment> fragments, Policy policy) {
    Set<String> types =
        EntityTypes.ALL.containsAll(policy.entities())
            ? EntityTypes.ALL
            : EntityTypes.union(EntityTypes.ALL, policy.entities());
    Settlement settlement = new Settlement(policy);
    Pseudonyms pseudonyms = new Pseudonyms(hash, tenant, policy.pseudonyms());
    List<Judgement> all = fragments.stream().map(Judgement::new).toList();
    List<Judgement> open = all;
    for (int pass = 0; pass < MAX_PASSES && !open.isEmpty(); pass++) {
      List<Draft> asked = new ArrayList<>();
      for (Judgement judgement : open) {
        Draft draft = judgement.draft(rules, types, settlement);
        if (judgement.isNewToOthers(policy.wordings())) {
          asked.add(draft);
        }
      }
      Iterator<List<Span>> proposals = proposals(asked, policy).iterator();
      List<Judgement> changed = new ArrayList<>();
      for (Judgement judgement : open) {
        List<Span> proposed =
            judgement.isNewToOthers(policy.wordings()) ? proposals.next() : List.of();
        if (judgement.settle(proposed, settlement, pseudonyms)) {
          changed.add(judgement);
        }
      }
      open = changed;
    }
    return all.stream().map(Judgement::verdict).toList();
  }

  /** What all others propose, one list a draft. */
  private List<List<Span>> proposals(List<Draft> drafts, Policy policy) {
    List<List<Span>> all = new ArrayList<>(drafts.size());
    drafts.forEach(draft -> all.add(new ArrayList<>(0)));
    if (drafts.isEmpty()) {
      return all;
    }
    for (Recognizer other : others) {
      List<List<Span>> proposed = other.recognize(drafts, policy);
      if (proposed.size() != drafts.size()) {
        throw new BackendException(other.id() + " did not judge every fragment", true);
      }
      for (int i = 0; i < proposed.size(); i++) {
        int length = drafts.get(i).text().length();
        if (proposed.get(i).stream().anyMatch(span -> span.end() > length)) {
          throw new BackendException(other.id() + " found a span outside the text", false);
        }
        all.get(i).addAll(proposed.get(i));
      }
    }
    return all;
  }

  @Override
  public String id() {
    return others.isEmpty()
        ? ID
        : ID + others.stream().map(Recognizer::id).collect(Collectors.joining("+", "+", ""));
  }

  @Override
  public Health check() {
    for (Recognizer other : others) {
      Health health = other.check();
      if (!health.up()) {
        return health;
      }
    }
    return Health.up(Duration.ZERO);
  }

  @Override
  public void close() {
    others.forEach(Recognizer::close);
  }
}
