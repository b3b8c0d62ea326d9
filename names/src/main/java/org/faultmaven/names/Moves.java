package org.faultmaven.names;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The parser's moves by their numbers: to begin an entity of a label, to go on with it, to end it,
 * to make one of a single token, or none. Of equal scores the lesser number wins.
 *
 * @param begins numbers of the moves that begin an entity
 * @param units numbers of the moves that make one of a single token
 * @param out the number of the move that makes none
 * @param goesOn by label: the number of the move that goes on
 * @param ends by label: the number of the move that ends
 * @param label by move: the number of its label
 * @param labels names of the labels
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Moves(
    int[] begins, int[] units, int out, int[] goesOn, int[] ends, int[] label, String[] labels) {
  static Moves read(ModelInput input, int expected) throws UnfitModelException {
    int count = input.readCount(Integer.BYTES);
    if (count > expected) {
      throw new UnfitModelException("it has " + count + " moves, and scores for fewer");
    }
    Map<String, Integer> numbers = new TreeMap<>();
    List<String> names = new ArrayList<>();
    int out = -1;
    for (int i = 0; i < count; i++) {
      String name = input.readText();
      names.add(name);
      if (name.equals("O")) {
        out = i;
      } else if (name.length() < 2 || name.charAt(1) != '-') {
        throw new UnfitModelException("it has a move " + name);
      } else if (name.length() > 2) {
        numbers.computeIfAbsent(name.substring(2), label -> numbers.size());
      }
    }
    if (out < 0) {
      throw new UnfitModelException("it has no move for what is no entity");
    }
    String[] labels = new String[numbers.size()];
    numbers.forEach((label, number) -> labels[number] = label);
    int[] label = new int[count];
    int[] goesOn = new int[labels.length];
    int[] ends = new int[labels.length];
    List<Integer> begins = new ArrayList<>();
    List<Integer> units = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String name = names.get(i);
      // The move of no label that makes an entity of one token is for spans set beforehand.
      if (name.length() <= 2) {
        continue;
      }
      label[i] = numbers.getOrDefault(name.substring(2), 0);
      switch (name.charAt(0)) {
        case 'B' -> begins.add(i);
        case 'U' -> units.add(i);
        case 'I' -> goesOn[label[i]] = i;
        case 'L' -> ends[label[i]] = i;
        default -> throw new UnfitModelException("it has a move " + name);
      }
    }
    if (begins.size() != labels.length || units.size() != labels.length) {
      throw new UnfitModelException("its moves are not those of entities");
    }
    return new Moves(toArray(begins), toArray(units), out, goesOn, ends, label, labels);
  }

  private static int[] toArray(List<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).toArray();
  }
}
