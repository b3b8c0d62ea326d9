package org.faultmaven.redaction;

import java.time.Duration;
import java.util.ArrayList;
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
  private static final String ID = "engine-1";

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
    List<List<List<Span>>> proposals = new ArrayList<>();
    for (Recognizer other : others) {
      List<List<Span>> proposed = other.recognize(fragments, policy);
      if (proposed.size() != fragments.size()) {
        throw new BackendException(other.id() + " did not judge every fragment", true);
      }
      for (int i = 0; i < proposed.size(); i++) {
        int length = fragments.get(i).text().length();
        if (proposed.get(i).stream().anyMatch(span -> span.end() > length)) {
          throw new BackendException(other.id() + " found a span outside the text", false);
        }
      }
      proposals.add(proposed);
    }
    List<Verdict> verdicts = new ArrayList<>(fragments.size());
    for (int i = 0; i < fragments.size(); i++) {
      List<Span> proposed = new ArrayList<>();
      for (List<List<Span>> of : proposals) {
        proposed.addAll(of.get(i));
      }
      verdicts.add(judge(fragments.get(i), proposed, settlement, types, pseudonyms));
    }
    return verdicts;
  }

  /**
   * Masks until the masked text gives no rule a reason to mask more. Masking one value can bare its
   * neighbour (a card number that touched an address): judging the result again is what makes
   * sanitising twice change nothing.
   */
  private Verdict judge(
      Fragment fragment,
      List<Span> proposed,
      Settlement settlement,
      Set<String> types,
      Pseudonyms pseudonyms) {
    String raw = fragment.text();
    Rules.Found found = rules.find(raw, fragment.label(), types);
    found.spans().addAll(proposed);
    List<Span> spans = settlement.of(raw, found.spans(), found.tokens());
    if (spans.isEmpty()) {
      return Verdict.of(raw, spans);
    }
    Masked masked = Masked.of(raw, spans, pseudonyms);
    for (int pass = 1; pass < MAX_PASSES; pass++) {
      Rules.Found again = rules.find(masked.text(), fragment.label(), types);
      List<Span> more = settlement.of(masked.text(), again.spans(), again.tokens());
      if (more.isEmpty()) {
        break;
      }
      spans = masked.withMore(more);
      masked = Masked.of(raw, spans, pseudonyms);
    }
    return Verdict.of(masked.text(), spans);
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
