package org.faultmaven.names;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Texts that are cut as the model says, some with norms of their own ({@code don't}: {@code do},
 * {@code n't} whose norm is {@code not}). Those that the expressions would cut apart are found
 * again over the finished tokens, by their parts.
 */
final class SpecialCases {
  /**
   * How a text is cut.
   *
   * @param tokens which put together are the text
   * @param norms ids; 0: the token's usual norm
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Case(String[] tokens, long[] norms) {}

  /** The parts of special cases as a tree; what leads here is a part's beginning. */
  static final class Node {
    private long[] keys = new long[0];
    private Node[] children = new Node[0];
    private boolean complete;

    @Nullable Node child(long orth) {
      int at = Arrays.binarySearch(keys, orth);
      return at < 0 ? null : children[at];
    }

    /** Whether a special case ends here. */
    boolean isComplete() {
      return complete;
    }

    private Node childOrNew(long orth) {
      int at = Arrays.binarySearch(keys, orth);
      if (at >= 0) {
        return children[at];
      }
      int place = -at - 1;
      long[] moreKeys = new long[keys.length + 1];
      Node[] moreChildren = new Node[keys.length + 1];
      System.arraycopy(keys, 0, moreKeys, 0, place);
      System.arraycopy(children, 0, moreChildren, 0, place);
      moreKeys[place] = orth;
      moreChildren[place] = new Node();
      System.arraycopy(keys, place, moreKeys, place + 1, keys.length - place);
      System.arraycopy(children, place, moreChildren, place + 1, keys.length - place);
      keys = moreKeys;
      children = moreChildren;
      return children[place];
    }
  }

  private final Map<String, Case> cases;
  private final List<String[]> parts;
  private final int longest;
  private final int mostParts;

  private SpecialCases(Map<String, Case> cases, List<String[]> parts) {
    this.cases = cases;
    this.parts = parts;
    longest = cases.keySet().stream().mapToInt(String::length).max().orElse(0);
    mostParts = parts.stream().mapToInt(part -> part.length).max().orElse(0);
  }

  static SpecialCases read(ModelInput input) throws UnfitModelException {
    int count = input.readCount(3 * Integer.BYTES);
    Map<String, Case> cases = HashMap.newHashMap(count);
    List<String[]> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String text = input.readText();
      int length = input.readCount(Integer.BYTES + Long.BYTES);
      String[] tokens = new String[length];
      long[] norms = new long[length];
      for (int j = 0; j < length; j++) {
        tokens[j] = input.readText();
        norms[j] = input.readLong();
      }
      if (!String.join("", tokens).equals(text)) {
        throw new UnfitModelException("a special case is not the sum of its tokens");
      }
      cases.put(text, new Case(tokens, norms));
      String[] part = new String[input.readCount(Integer.BYTES)];
      for (int j = 0; j < part.length; j++) {
        part[j] = input.readText();
      }
      if (part.length > 0) {
        parts.add(part);
      }
    }
    return new SpecialCases(cases, parts);
  }

  @Nullable Case of(String text) {
    return text.length() > longest ? null : cases.get(text);
  }

  boolean contains(String text, int start, int end) {
    return end - start <= longest && cases.containsKey(text.substring(start, end));
  }

  /** The most tokens that a special case may be found over. */
  int mostParts() {
    return mostParts;
  }

  /** The tree of parts, by the hashes of their texts. */
  Node tree(Keys keys) {
    Node root = new Node();
    for (String[] part : parts) {
      Node node = root;
      for (String token : part) {
        node = node.childOrNew(keys.of(token, 0, token.length()));
      }
      node.complete = true;
    }
    return root;
  }
}
