package org.faultmaven.redaction.rule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.faultmaven.contracts.record.Span;
import org.jspecify.annotations.Nullable;

/** All rules, run together in one pass over a text. Immutable, safe for use by many threads. */
public final class Rules {
  /**
   * What a pass found.
   *
   * @param spans proposals in any order; the caller may add its own
   * @param tokens the pseudonyms that stand in the text, in order
   * @param steps characters looked at: what the pass cost
   */
  public record Found(List<Span> spans, List<Span> tokens, long steps) {
    /** Of no text at all. */
    public static Found nothing() {
      return new Found(List.of(), List.of(), 0);
    }
  }

  private static final Rules SHIPPED =
      new Rules(
          List.of(
              new EmailRule(),
              new Ipv4Rule(),
              new ColonHexRule(),
              new MacRule(),
              new CardRule(),
              new PhoneRule(),
              new NationalNumberRule(),
              new IbanRule(),
              new MedicalLicenseRule(),
              new WalletRule(),
              new UrlCredentialsRule(),
              new AuthorizationRule(),
              new JwtRule(),
              new PemRule(),
              new KnownTokenRule(),
              new WebhookRule(),
              new PasswordPhraseRule(),
              new CurlUserRule(),
              new HomePathRule(),
              new UserPhraseRule(),
              new AccessLogUserRule(),
              new SlotRule()));

  private final KeywordAutomaton keywords;
  private final Rule[] numbers;

  Rules(List<Rule> rules) {
    Map<String, List<Rule>> byKeyword = new HashMap<>();
    List<Rule> byNumber = new ArrayList<>();
    for (Rule rule : rules) {
      for (String trigger : rule.triggers()) {
        if (trigger.equals(Rule.NUMBER)) {
          byNumber.add(rule);
        } else {
          byKeyword.computeIfAbsent(trigger, key -> new ArrayList<>()).add(rule);
        }
      }
    }
    keywords = new KeywordAutomaton(byKeyword);
    numbers = byNumber.toArray(Rule[]::new);
  }

  /** The rules that ship. */
  public static Rules shipped() {
    return SHIPPED;
  }

  /**
   * Proposes spans.
   *
   * @param label the place the text stood in, see {@code Fragment}
   * @param types entity types whose pseudonyms in the text are to be left alone
   */
  public Found find(String text, @Nullable String label, Set<String> types) {
    Scan scan = new Scan(text, types);
    if (label != null) {
      LabelRule.confirm(scan, label);
    }
    int state = 0;
    boolean inNumber = false;
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c == '<') {
        int end = scan.tokenEnd(i);
        if (end > 0) {
          scan.addToken(i, end);
          SlotRule.confirmElement(scan, i, end);
          i = end - 1;
          state = 0;
          inNumber = false;
          continue;
        }
      }
      boolean digit = c >= '0' && c <= '9';
      if (digit && !inNumber) {
        for (Rule rule : numbers) {
          rule.confirm(scan, i, i + 1);
        }
      }
      inNumber = digit;
      state = keywords.next(state, c);
      KeywordAutomaton.Hit[] hits = keywords.hits(state);
      if (hits != null) {
        for (KeywordAutomaton.Hit hit : hits) {
          hit.rule().confirm(scan, i + 1 - hit.length(), i + 1);
        }
      }
    }
    scan.count(length);
    return new Found(scan.spans(), scan.tokens(), scan.steps());
  }
}
