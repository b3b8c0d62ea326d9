package org.faultmaven.names;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Judges the tokens of a batch. A row at a layer is fixed by three rows of the layer below, so its
 * id is a hash of their ids: what is known already is found without computing any of them. For one
 * thread.
 */
final class Network {
  /** The number of layers above the first: a token sees so many tokens to each side. */
  static final int DEPTH = 4;

  private static final int ROWS = 64;
  private static final @Nullable Judged[] NONE = new Judged[0];

  private final NameModel model;
  private final Keys keys;
  private final Memories memories;
  private final Kernel kernel;
  private final Weights weights;
  private final long padId;
  private final Row padRow;
  private final long[][] ids = new long[DEPTH + 1][256];
  private final Level[] levels = new Level[DEPTH + 1];
  private @Nullable Judged[] judged = NONE;

  private final float[] in;
  private final float[] out;
  private final float[] vectors;
  private final float[] hidden;
  private final float[] nothing;
  private @Nullable Row[] shares = new Row[0];
  private int[] withoutShares = new int[0];

  Network(NameModel model, Keys keys, Memories memories, Kernel kernel) {
    this.model = model;
    this.keys = keys;
    this.memories = memories;
    this.kernel = kernel;
    weights = model.weights();
    padId = keys.of(0, 0, 0, DEPTH + 1);
    padRow = new Row(padId, new float[weights.width()]);
    Arrays.setAll(levels, layer -> new Level());
    int widest = Features.COUNT * weights.width();
    in = new float[ROWS * widest];
    int most =
        Math.max(weights.layers()[0].dense().outputs(), weights.layers()[1].dense().outputs());
    most = Math.max(most, Math.max(weights.lower()[0].outputs(), weights.upper().outputs()));
    out = new float[ROWS * most];
    vectors = new float[ROWS * weights.toParser().outputs()];
    hidden = new float[ROWS * weights.hidden()];
    nothing = new float[weights.width() * weights.pieces()];
  }

  /** One a position of the batch; null outside its stretches. Good until the next call. */
  @Nullable Judged[] judge(Batch batch) {
    hash(batch);
    for (Level level : levels) {
      level.clear();
    }
    recall(batch);
    Level top = levels[DEPTH];
    if (top.newCount > 0) {
      for (int layer = DEPTH; layer > 0; layer--) {
        gather(levels[layer], layer - 1);
      }
      embed(batch);
      gatherShares();
      addShares();
      for (int layer = 2; layer <= DEPTH; layer++) {
        compute(layer);
      }
      judgeNew();
      fill(batch);
    }
    return judged;
  }

  private void hash(Batch batch) {
    Tokens tokens = batch.tokens;
    int count = tokens.count;
    if (ids[0].length < count) {
      Arrays.setAll(ids, layer -> new long[tokens.orths.length]);
    }
    if (judged.length < count) {
      judged = new Judged[tokens.orths.length];
    }
    Arrays.fill(judged, null);
    for (int i = 0; i < count; i++) {
      if (tokens.is(i, Tokens.PAD)) {
        ids[0][i] = padId;
      } else {
        long norm = tokens.norms[i];
        ids[0][i] = norm == 0 ? tokens.orths[i] : keys.of(tokens.orths[i], norm, 0, 0);
      }
    }
    for (int layer = 1; layer <= DEPTH; layer++) {
      long[] below = ids[layer - 1];
      long[] above = ids[layer];
      for (int i = layer; i < count - layer; i++) {
        above[i] = keys.of(below[i - 1], below[i], below[i + 1], layer);
      }
    }
  }

  /** Takes what is known of the tokens themselves. */
  private void recall(Batch batch) {
    Level top = levels[DEPTH];
    int asked = 0;
    int known = 0;
    for (Batch.Stretch stretch : batch.stretches) {
      for (int i = stretch.start(); i < stretch.end(); i++) {
        asked++;
        Judged found = memories.judged().recall(ids[DEPTH][i]);
        if (found != null) {
          judged[i] = found;
          known++;
          continue;
        }
        int before = top.slots.count();
        int slot = top.slots.of(ids[DEPTH][i]);
        if (slot == before) {
          top.addNew(slot, i);
        }
      }
    }
    memories.judged().count(asked, known);
  }

  /** Notes which rows of a layer the new ones above need, and recalls those that are known. */
  private void gather(Level above, int layer) {
    Level level = levels[layer];
    Memory<Row> memory = memories.rows().get(layer);
    int known = 0;
    for (int i = 0; i < above.newCount; i++) {
      for (int side = 0; side < 3; side++) {
        int position = above.positions[i] + side - 1;
        long id = ids[layer][position];
        int before = level.slots.count();
        int slot = level.slots.of(id);
        above.windows[3 * i + side] = slot;
        if (slot < before) {
          continue;
        }
        Row row = layer == 0 && id == padId ? padRow : memory.recall(id);
        if (row == null) {
          level.addNew(slot, position);
        } else {
          known++;
          level.put(slot, row);
        }
      }
    }
    memory.count(level.slots.count(), known);
  }

  /** The first layer, from the features of the tokens. */
  private void embed(Batch batch) {
    Level level = levels[0];
    int width = weights.width();
    int inputs = Features.COUNT * width;
    Weights.Layer layer = weights.layers()[0];
    for (int from = 0; from < level.newCount; from += ROWS) {
      int count = Math.min(ROWS, level.newCount - from);
      for (int row = 0; row < count; row++) {
        int position = level.positions[from + row];
        long[] features = model.features().of(batch.text(position), batch.tokens.norms[position]);
        for (int f = 0; f < Features.COUNT; f++) {
          Embedding.copy(weights.embeds()[f], features[f], in, row * inputs + f * width, width);
        }
      }
      layer.dense().multiply(kernel, in, count, out, 0);
      for (int row = 0; row < count; row++) {
        float[] values = new float[width];
        int at = row * layer.dense().outputs();
        kernel.greatest(out, at, nothing, 0, nothing, 0, layer.bias(), width, values, 0);
        kernel.normalise(values, layer.gain(), layer.shift());
        keep(level, 0, from + row, new Row(id(level, 0, from + row), values));
      }
    }
  }

  /** What the rows of the first layer add to windows, as left, middle and right one. */
  private void gatherShares() {
    Level level = levels[0];
    int count = level.slots.count();
    if (shares.length < count) {
      shares = new Row[2 * count];
      withoutShares = new int[2 * count];
    }
    int missing = 0;
    for (int slot = 0; slot < count; slot++) {
      Row known = memories.shares().recall(level.row(slot).id());
      shares[slot] = known;
      if (known == null) {
        withoutShares[missing++] = slot;
      }
    }
    memories.shares().count(count, count - missing);
    int width = weights.width();
    Weights.Dense toShares = weights.layers()[1].dense();
    int outputs = toShares.outputs();
    for (int from = 0; from < missing; from += ROWS) {
      int block = Math.min(ROWS, missing - from);
      for (int row = 0; row < block; row++) {
        float[] values = level.row(withoutShares[from + row]).values();
        System.arraycopy(values, 0, in, row * width, width);
      }
      toShares.multiply(kernel, in, block, out, 0);
      for (int row = 0; row < block; row++) {
        int slot = withoutShares[from + row];
        float[] made = Arrays.copyOfRange(out, row * outputs, (row + 1) * outputs);
        Row kept = new Row(level.row(slot).id(), made);
        shares[slot] = kept;
        memories.shares().remember(kept);
      }
    }
  }

  /** The second layer, from the shares of three rows of the first. */
  private void addShares() {
    Level level = levels[1];
    Level below = levels[0];
    int[] windows = level.windows;
    Weights.Layer layer = weights.layers()[1];
    float[] bias = layer.bias();
    for (int i = 0; i < level.newCount; i++) {
      float[] left = shares(windows[3 * i]);
      float[] self = shares(windows[3 * i + 1]);
      float[] right = shares(windows[3 * i + 2]);
      float[] values = new float[weights.width()];
      kernel.greatest(
          left, 0, self, bias.length, right, 2 * bias.length, bias, values.length, values, 0);
      finish(1, i, layer, values, below.row(windows[3 * i + 1]).values(), 0);
    }
  }

  private float[] shares(int slot) {
    return Objects.requireNonNull(shares[slot]).values();
  }

  /** A further layer, from three rows of the one below. */
  private void compute(int number) {
    Level level = levels[number];
    Level below = levels[number - 1];
    int width = weights.width();
    Weights.Layer layer = weights.layers()[number];
    int outputs = layer.dense().outputs();
    for (int from = 0; from < level.newCount; from += ROWS) {
      int count = Math.min(ROWS, level.newCount - from);
      for (int i = 0; i < 3 * count; i++) {
        float[] part = below.row(level.windows[3 * from + i]).values();
        System.arraycopy(part, 0, in, i * width, width);
      }
      layer.dense().multiply(kernel, in, count, out, 0);
      for (int row = 0; row < count; row++) {
        float[] values = new float[width];
        kernel.greatest(out, row * outputs, nothing, 0, nothing, 0, layer.bias(), width, values, 0);
        finish(number, from + row, layer, values, in, (3 * row + 1) * width);
      }
    }
  }

  /** Adds what the layer is to change, and keeps the row. */
  private void finish(
      int number, int index, Weights.Layer layer, float[] values, float[] self, int at) {
    kernel.normalise(values, layer.gain(), layer.shift());
    for (int o = 0; o < values.length; o++) {
      values[o] += self[at + o];
    }
    Level level = levels[number];
    keep(level, number, index, new Row(id(level, number, index), values));
  }

  private long id(Level level, int layer, int index) {
    return ids[layer][level.positions[index]];
  }

  private void keep(Level level, int layer, int index, Row row) {
    level.put(level.newSlots[index], row);
    if (layer < DEPTH) {
      memories.rows().get(layer).remember(row);
    }
  }

  /** What the parser would do at each new token while no entity is open. */
  private void judgeNew() {
    Level top = levels[DEPTH];
    Weights.Dense toParser = weights.toParser();
    int width = weights.width();
    int hiddens = weights.hidden();
    Scores scores = model.scores();
    for (int from = 0; from < top.newCount; from += ROWS) {
      int count = Math.min(ROWS, top.newCount - from);
      for (int row = 0; row < count; row++) {
        System.arraycopy(top.row(top.newSlots[from + row]).values(), 0, in, row * width, width);
      }
      toParser.multiply(kernel, in, count, vectors, 0);
      float[] bias = toParser.bias();
      for (int row = 0; row < count; row++) {
        for (int o = 0; o < hiddens; o++) {
          vectors[row * hiddens + o] += bias[o];
        }
      }
      weights.lower()[0].multiply(kernel, vectors, count, out, 0);
      for (int row = 0; row < count; row++) {
        scores.hiddenOutside(kernel, out, row, hidden);
      }
      weights.upper().multiply(kernel, hidden, count, out, 0);
      for (int row = 0; row < count; row++) {
        long id = ids[DEPTH][top.positions[from + row]];
        int start = row * hiddens;
        float[] vector = Arrays.copyOfRange(vectors, start, start + hiddens);
        Judged made = scores.judged(id, vector, out, row * weights.upper().outputs());
        memories.judged().remember(made);
        judged[top.positions[from + row]] = made;
      }
    }
  }

  /** Gives the positions of equal windows what the first of them got. */
  private void fill(Batch batch) {
    Level top = levels[DEPTH];
    for (Batch.Stretch stretch : batch.stretches) {
      for (int i = stretch.start(); i < stretch.end(); i++) {
        if (judged[i] == null) {
          judged[i] = judged[top.positions[top.slots.of(ids[DEPTH][i])]];
        }
      }
    }
  }
}
