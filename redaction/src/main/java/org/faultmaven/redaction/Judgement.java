package org.faultmaven.redaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.faultmaven.contracts.record.Fragment;
import org.faultmaven.contracts.record.Span;
import org.faultmaven.contracts.record.Verdict;
import org.faultmaven.redaction.rule.Rules;

/**
 * One fragment on its way to a verdict. It is masked, and the masked text judged again, until
 * nobody has a reason to mask more: masking one value can bare its neighbour (a card number that
 * touched an address). That is what makes sanitising twice change nothing.
 */
final class Judgement {
  private final Fragment fragment;
  private String text;
  private List<Span> spans = List.of();
  private Masked masked;
  private Draft draft;
  private Rules.Found found;
  private boolean begun;
  private boolean othersAdded;

  Judgement(Fragment fragment) {
    this.fragment = fragment;
    text = fragment.text();
    masked = Masked.nothing(text);
    found = Rules.Found.nothing();
    draft = Draft.of(fragment);
  }

  /** Judges the text as it is now by the rules. */
  Draft draft(Rules rules, Set<String> types, Settlement settlement) {
    found = rules.find(text, fragment.label(), types);
    List<Span> byRules = settlement.of(text, found.spans(), found.tokens());
    draft = new Draft(new Fragment(text, fragment.label()), byRules, found.tokens());
    return draft;
  }

  /**
   * Whether others may say something of the draft that they have not said yet: of a wording, what
   * the rules had masked before was out of their sight already.
   */
  boolean isNewToOthers(boolean wordings) {
    return !begun || !wordings || othersAdded || !draft.masked().isEmpty();
  }

  /**
   * Masks what the rules found in the draft and what others propose.
   *
   * @return whether that was anything: if so, the text is to be judged again
   */
  boolean settle(List<Span> proposed, Settlement settlement, Pseudonyms pseudonyms) {
    begun = true;
    List<Span> more = draft.masked();
    othersAdded = false;
    if (!proposed.isEmpty()) {
      List<Span> all = new ArrayList<>(found.spans());
      all.addAll(proposed);
      more = settlement.of(text, all, found.tokens());
      othersAdded = !more.equals(draft.masked());
    }
    if (more.isEmpty()) {
      return false;
    }
    spans = masked.withMore(more);
    masked = Masked.of(fragment.text(), spans, pseudonyms);
    text = masked.text();
    return true;
  }

  Verdict verdict() {
    return Verdict.of(text, spans);
  }
}
