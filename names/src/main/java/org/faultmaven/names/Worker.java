package org.faultmaven.names;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds entities on one thread. What it learns goes to the memories that all share. */
final class Worker {
  /** Tokens that are judged together: enough to keep the kernels busy. */
  private static final int BATCH = 1024;

  private final NameModel model;
  private final Kernel kernel;
  private final TokenReader reader;
  private final Network network;
  private final Parts parts;
  private final Batch batch = new Batch();
  private final Tokens window = new Tokens();

  Worker(NameModel model, Keys keys, Memories memories, Kernel kernel, int longestChunk) {
    this.model = model;
    this.kernel = kernel;
    NameModel.Cutting cutting = model.cutting();
    Characters characters = model.features().characters();
    SpecialCases.Node tree = cutting.special().tree(keys);
    reader =
        new TokenReader(
            new Tokenizer(cutting, characters, keys, tree),
            new CaseMatcher(cutting.special(), tree, keys),
            characters.space(),
            keys,
            memories.chunks(),
            longestChunk);
    network = new Network(model, keys, memories, kernel);
    parts = new Parts(model.scores(), kernel);
  }

  List<List<Entity>> entities(List<String> texts, boolean allWays) {
    List<Job> jobs = new ArrayList<>(texts.size());
    try {
      for (String text : texts) {
        int width = model.weights().hidden();
        var decoder = new Decoder(model.scores(), kernel, parts, width, allWays);
        var job = new Job(WholeCharacters.of(text), decoder);
        jobs.add(job);
        read(job);
      }
      judge();
    } finally {
      // No text outlives the call.
      batch.clear();
      reader.close();
    }
    return jobs.stream().map(job -> job.decoder().entities(job.text())).toList();
  }

  private void read(Job job) {
    reader.open(job.text());
    window.count = 0;
    pad();
    boolean more = true;
    while (more) {
      more = reader.next(window);
      int from = Network.DEPTH;
      int to = more ? window.count - Network.DEPTH : window.count;
      if (!more) {
        pad();
      }
      if (to > from || !more) {
        batch.add(job, window, from, to, !more);
        if (more) {
          window.dropFirst(to - Network.DEPTH);
        }
      }
      if (batch.tokens.count >= BATCH) {
        judge();
      }
    }
  }

  private void pad() {
    for (int i = 0; i < Network.DEPTH; i++) {
      window.add(0, 0, 0, 0, Tokens.PAD);
    }
  }

  private void judge() {
    @Nullable Judged[] judged = network.judge(batch);
    Tokens tokens = batch.tokens;
    for (Batch.Stretch stretch : batch.stretches) {
      Decoder decoder = stretch.job().decoder();
      for (int i = stretch.start(); i < stretch.end(); i++) {
        decoder.next(
            Objects.requireNonNull(judged[i]),
            tokens.starts[i],
            tokens.ends[i],
            tokens.is(i, Tokens.SPACE),
            tokens.is(i, Tokens.OVERLONG),
            stretch.last() && i == stretch.end() - 1);
      }
    }
    batch.clear();
  }

  /** The tokens of a text, each as its start and end in UTF-16 units and the id of its norm. */
  List<long[]> tokens(String text) {
    List<long[]> all = new ArrayList<>();
    String whole = WholeCharacters.of(text);
    reader.open(whole);
    boolean more = true;
    while (more) {
      window.count = 0;
      more = reader.next(window);
      for (int i = 0; i < window.count; i++) {
        String token = whole.substring(window.starts[i], window.ends[i]);
        long norm = model.features().of(token, window.norms[i])[0];
        all.add(new long[] {window.starts[i], window.ends[i], norm});
      }
    }
    return all;
  }
}
