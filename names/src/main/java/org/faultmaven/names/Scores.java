package org.faultmaven.names;

/** The parser's layers above the tokens' vectors. Immutable. */
final class Scores {
  private final Weights weights;
  private final Moves moves;

  Scores(Weights weights, Moves moves) {
    this.weights = weights;
    this.moves = moves;
  }

  Moves moves() {
    return moves;
  }

  /**
   * The hidden layer at a token while no entity is open.
   *
   * @param current the product of the token's vector, row after row
   * @param hidden rows of what is made of them
   */
  void hiddenOutside(Kernel kernel, float[] current, int row, float[] hidden) {
    int width = weights.hidden();
    int at = row * weights.lower()[0].outputs();
    float[] first = weights.pads()[1];
    float[] before = weights.pads()[2];
    kernel.greatest(
        current, at, first, 0, before, 0, weights.lowerBias(), width, hidden, row * width);
  }

  /**
   * @param upper the product of the hidden layer
   * @param at where it starts
   */
  Judged judged(long id, float[] vector, float[] upper, int at) {
    float[] bias = weights.upper().bias();
    int unlessBegin = moves.out();
    float unlessBeginScore = upper[at + unlessBegin] + bias[unlessBegin];
    for (int move : moves.units()) {
      float score = upper[at + move] + bias[move];
      if (score > unlessBeginScore || (score == unlessBeginScore && move < unlessBegin)) {
        unlessBegin = move;
        unlessBeginScore = score;
      }
    }
    int best = unlessBegin;
    float bestScore = unlessBeginScore;
    for (int move : moves.begins()) {
      float score = upper[at + move] + bias[move];
      if (score > bestScore || (score == bestScore && move < best)) {
        best = move;
        bestScore = score;
      }
    }
    return new Judged(id, vector, best, unlessBegin);
  }

  /** A token's share in the hidden layer, at one of the three positions. */
  float[] part(Kernel kernel, int position, float[] vector) {
    Weights.Dense lower = weights.lower()[position];
    float[] part = new float[lower.outputs()];
    lower.multiply(kernel, vector, 1, part, 0);
    return part;
  }

  /** The hidden layer inside an entity. */
  void hiddenInside(Kernel kernel, float[] current, float[] first, float[] before, float[] hidden) {
    float[] bias = weights.lowerBias();
    kernel.greatest(current, 0, first, 0, before, 0, bias, weights.hidden(), hidden, 0);
  }

  /** By how much going on with an entity is better than ending it. */
  float advantageOfGoingOn(float[] hidden, int label) {
    return score(hidden, moves.goesOn()[label]) - score(hidden, moves.ends()[label]);
  }

  private float score(float[] hidden, int move) {
    Weights.Dense upper = weights.upper();
    float score = 0;
    for (int h = 0; h < hidden.length; h++) {
      int at = Weights.Dense.index(upper.inputs(), h, move);
      score = Math.fma(hidden[h], upper.weights()[at], score);
    }
    return score + upper.bias()[move];
  }
}
