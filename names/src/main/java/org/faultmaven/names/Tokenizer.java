package org.faultmaven.names;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stretch between blanks as spaCy does: prefixes and suffixes are taken off alternately
 * until a special case or nothing more of them is left; what is left is a special case, a URL, or
 * is cut at its infixes. For one thread.
 */
final class Tokenizer {
  private final SpecialCases special;
  private final Characters characters;
  private final Keys keys;
  private final SpecialCases.Node tree;
  private final Matcher[] whole;
  private final Matcher[] prefix;
  private final Matcher[] suffix;
  private final Matcher[] infix;
  private final Matcher[] url;

  /** What is being cut. */
  private String text = "";

  private int form;
  private final List<Integer> ends = new ArrayList<>();
  private final List<Long> norms = new ArrayList<>();

  Tokenizer(NameModel.Cutting cutting, Characters characters, Keys keys, SpecialCases.Node tree) {
    special = cutting.special();
    this.characters = characters;
    this.keys = keys;
    this.tree = tree;
    whole = cutting.whole().matchers();
    prefix = cutting.prefix().matchers();
    suffix = cutting.suffix().matchers();
    infix = cutting.infix().matchers();
    url = cutting.url().matchers();
  }

  /**
   * @param chunk not empty: white space alone, or without any
   */
  Chunk cut(long id, String chunk) {
    text = chunk;
    form = Expression.form(chunk);
    ends.clear();
    norms.clear();
    if (!addSpecial(0, chunk.length())) {
      cutAffixes();
    }
    return chunk(id);
  }

  /** Lets go of what was cut last. */
  void forget() {
    text = "";
    for (Matcher[] matchers : List.of(whole, prefix, suffix, infix, url)) {
      for (Matcher matcher : matchers) {
        matcher.reset("");
      }
    }
  }

  /** The chunk as one token, which is not judged. */
  Chunk overlong(long id, int length) {
    return new Chunk(id, new long[] {id}, new int[] {length}, null, new byte[] {Tokens.OVERLONG});
  }

  private void cutAffixes() {
    int start = 0;
    int end = text.length();
    int before = -1;
    List<Integer> suffixes = new ArrayList<>();
    while (start < end && end - start != before) {
      if (matches(whole, start, end) || special.contains(text, start, end)) {
        break;
      }
      before = end - start;
      int afterPrefix = endOfPrefix(start, end);
      if (afterPrefix > start && special.contains(text, afterPrefix, end)) {
        add(afterPrefix);
        start = afterPrefix;
        break;
      }
      int atSuffix = startOfSuffix(afterPrefix, end);
      if (atSuffix < end && atSuffix > start && special.contains(text, start, atSuffix)) {
        suffixes.add(end);
        end = atSuffix;
        break;
      }
      if (afterPrefix > start) {
        add(afterPrefix);
        start = afterPrefix;
      }
      if (atSuffix < end) {
        suffixes.add(end);
        end = atSuffix;
      }
    }
    if (start < end && !addSpecial(start, end)) {
      addMiddle(start, end);
    }
    for (int i = suffixes.size() - 1; i >= 0; i--) {
      add(suffixes.get(i));
    }
  }

  private void addMiddle(int start, int end) {
    if (matches(whole, start, end) || matches(url, start, end)) {
      add(end);
      return;
    }
    Matcher matcher = infix[form].reset(text).region(start, end);
    int from = start;
    while (matcher.find()) {
      if (matcher.start() == start) {
        continue;
      }
      if (matcher.start() > from) {
        add(matcher.start());
      }
      if (matcher.end() > matcher.start()) {
        add(matcher.end());
      }
      from = matcher.end();
    }
    if (from < end) {
      add(end);
    }
  }

  private boolean matches(Matcher[] matchers, int start, int end) {
    return matchers[form].reset(text).region(start, end).lookingAt();
  }

  private int endOfPrefix(int start, int end) {
    Matcher matcher = prefix[form].reset(text).region(start, end);
    return matcher.lookingAt() ? matcher.end() : start;
  }

  private int startOfSuffix(int start, int end) {
    Matcher matcher = suffix[form].reset(text).region(start, end);
    return matcher.find() ? end - (matcher.end() - matcher.start()) : end;
  }

  private boolean addSpecial(int start, int end) {
    SpecialCases.@Nullable Case found =
        special.contains(text, start, end) ? special.of(text.substring(start, end)) : null;
    if (found == null) {
      return false;
    }
    int at = start;
    for (int i = 0; i < found.tokens().length; i++) {
      at += found.tokens()[i].length();
      add(at);
      norms.set(norms.size() - 1, found.norms()[i]);
    }
    return true;
  }

  private void add(int end) {
    ends.add(end);
    norms.add(0L);
  }

  private Chunk chunk(long id) {
    int count = ends.size();
    long[] orths = new long[count];
    int[] endsOf = new int[count];
    byte[] flags = new byte[count];
    long @Nullable [] normsOf = null;
    int start = 0;
    for (int i = 0; i < count; i++) {
      int end = ends.get(i);
      endsOf[i] = end;
      orths[i] = keys.of(text, start, end);
      flags[i] = flag(start, end, orths[i]);
      if (norms.get(i) != 0) {
        normsOf = normsOf == null ? new long[count] : normsOf;
        normsOf[i] = norms.get(i);
      }
      start = end;
    }
    return new Chunk(id, orths, endsOf, normsOf, flags);
  }

  private byte flag(int start, int end, long orth) {
    int flag = tree.child(orth) == null ? 0 : Tokens.STARTS_CASE;
    for (int i = start; i < end; i++) {
      if (!characters.space().contains(text.charAt(i))) {
        return (byte) flag;
      }
    }
    return (byte) (flag | Tokens.SPACE);
  }
}
