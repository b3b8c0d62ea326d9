package org.faultmaven.names;

/**
 * The numbers of a model, laid out for {@link Kernel}: by panels of outputs, padded with zeros to
 * whole panels. Never changed; threads share them.
 *
 * @param width of a token's row
 * @param pieces each output of a layer is the greatest of so many
 * @param hidden width of the parser's hidden layer
 * @param lowerPieces the same of the parser's
 * @param embeds one a feature
 * @param layers the first from the embeddings to a row, the others from three rows to one
 * @param toParser from a row to the parser's input
 * @param lower for each of three positions: from the parser's input to all pieces of the hidden
 *     layer
 * @param lowerBias of the sum of the three
 * @param pads what stands for each position when there is no token
 * @param upper from the hidden layer to the moves
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Weights(
    int width,
    int pieces,
    int hidden,
    int lowerPieces,
    Embed[] embeds,
    Layer[] layers,
    Dense toParser,
    Dense[] lower,
    float[] lowerBias,
    float[][] pads,
    Dense upper) {
  /** A hash embedding: a row is the sum of four. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Embed(int seed, int rows, float[] table) {}

  /** Outputs before their bias; a layer has its bias itself, and zeros here. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Dense(int inputs, int outputs, float[] weights, float[] bias) {
    static Dense of(int inputs, int outputs, float[] rowMajor, float[] bias) {
      int padded = (outputs + Kernel.COLUMNS - 1) / Kernel.COLUMNS * Kernel.COLUMNS;
      float[] turned = new float[inputs * padded];
      float[] paddedBias = new float[padded];
      System.arraycopy(bias, 0, paddedBias, 0, outputs);
      for (int o = 0; o < outputs; o++) {
        for (int i = 0; i < inputs; i++) {
          turned[index(inputs, i, o)] = rowMajor[o * inputs + i];
        }
      }
      return new Dense(inputs, padded, turned, paddedBias);
    }

    /** Where the weight from an input to an output is. */
    static int index(int inputs, int input, int output) {
      int panel = output / Kernel.COLUMNS;
      return (panel * inputs + input) * Kernel.COLUMNS + output % Kernel.COLUMNS;
    }

    /** The product, before the bias, from a place on. */
    void multiply(Kernel kernel, float[] in, int rows, float[] out, int to) {
      kernel.multiply(in, rows, inputs, weights, outputs, out, to);
    }
  }

  /**
   * Maxout, then layer normalisation. Outputs go by pieces: all first ones, all second ones.
   *
   * @param dense of the first layer: from the embeddings. Of the second: from one row to its shares
   *     in three windows, where it is the left one, the middle one and the right one. Of the
   *     others: from the three rows of a window
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Layer(Dense dense, float[] bias, float[] gain, float[] shift) {}

  static Weights read(ModelInput input) throws UnfitModelException {
    int width = input.readInt("the width", 32, 1024);
    int pieces = input.readInt("the number of maxout pieces", 1, 8);
    int depth = input.readInt("the depth", 1, 16);
    int hidden = input.readInt("the parser's width", 32, 1024);
    int lowerPieces = input.readInt("the number of the parser's maxout pieces", 1, 8);
    int moves = input.readInt("the number of moves", 2, 4096);
    if (depth != Network.DEPTH
        || width * pieces % Kernel.COLUMNS != 0
        || width % Kernel.PARTS != 0
        || hidden % Kernel.COLUMNS != 0) {
      throw new UnfitModelException(
          "its depth is "
              + depth
              + " and its width "
              + width
              + ": only "
              + Network.DEPTH
              + " layers of widths that fit "
              + Kernel.COLUMNS
              + " can be computed");
    }
    int count = input.readCount(3 * Integer.BYTES);
    if (count != Features.COUNT) {
      throw new UnfitModelException("it has " + count + " features, not " + Features.COUNT);
    }
    Embed[] embeds = new Embed[count];
    for (int i = 0; i < count; i++) {
      int seed = input.readInt();
      int rows = input.readInt("an embedding's rows", 1, 1 << 24);
      embeds[i] = new Embed(seed, rows, input.readFloats("an embedding", rows * width));
    }
    Layer[] layers = new Layer[depth + 1];
    for (int i = 0; i <= depth; i++) {
      layers[i] =
          readLayer(input, i == 0 ? count * width : 3 * width, i == 1 ? 3 : 1, width, pieces);
    }
    Dense toParser =
        Dense.of(
            width,
            hidden,
            input.readFloats("the linear layer", hidden * width),
            input.readFloats("the linear layer's bias", hidden));
    int lowerWidth = hidden * lowerPieces;
    float[] lowerNumbers = input.readFloats("the lower layer", 3 * lowerWidth * hidden);
    float[] lowerBias = byPieces(input.readFloats("its bias", lowerWidth), 1, hidden, lowerPieces);
    Dense[] lower = new Dense[3];
    float[] padNumbers = input.readFloats("its padding", 3 * lowerWidth);
    float[][] pads = new float[3][];
    for (int f = 0; f < 3; f++) {
      float[] part = new float[lowerWidth * hidden];
      System.arraycopy(lowerNumbers, f * part.length, part, 0, part.length);
      lower[f] =
          Dense.of(
              hidden,
              lowerWidth,
              byPieces(part, hidden, hidden, lowerPieces),
              new float[lowerWidth]);
      float[] pad = new float[lowerWidth];
      System.arraycopy(padNumbers, f * lowerWidth, pad, 0, lowerWidth);
      pads[f] = byPieces(pad, 1, hidden, lowerPieces);
    }
    Dense upper =
        Dense.of(
            hidden,
            moves,
            input.readFloats("the upper layer", moves * hidden),
            input.readFloats("the upper layer's bias", moves));
    return new Weights(
        width,
        pieces,
        hidden,
        lowerPieces,
        embeds,
        layers,
        toParser,
        lower,
        lowerBias,
        pads,
        upper);
  }

  private static Layer readLayer(ModelInput input, int inputs, int shares, int width, int pieces)
      throws UnfitModelException {
    int outputs = width * pieces;
    float[] numbers = input.readFloats("a layer", outputs * inputs);
    float[] bias = input.readFloats("a layer's bias", outputs);
    float[] byPieces = byPieces(numbers, inputs, width, pieces);
    int part = inputs / shares;
    float[] byShares = new float[byPieces.length];
    for (int o = 0; o < outputs; o++) {
      for (int share = 0; share < shares; share++) {
        System.arraycopy(
            byPieces, o * inputs + share * part, byShares, (share * outputs + o) * part, part);
      }
    }
    return new Layer(
        Dense.of(part, shares * outputs, byShares, new float[shares * outputs]),
        byPieces(bias, 1, width, pieces),
        input.readFloats("a norm's gain", width),
        input.readFloats("a norm's shift", width));
  }

  /** From output-piece-input to piece-output-input. */
  private static float[] byPieces(float[] numbers, int inputs, int outputs, int pieces) {
    float[] turned = new float[numbers.length];
    for (int o = 0; o < outputs; o++) {
      for (int p = 0; p < pieces; p++) {
        System.arraycopy(
            numbers, (o * pieces + p) * inputs, turned, (p * outputs + o) * inputs, inputs);
      }
    }
    return turned;
  }
}
