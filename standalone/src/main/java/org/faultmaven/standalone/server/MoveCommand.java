package org.faultmaven.standalone.server;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.port.IEmbedder;
import org.faultmaven.contracts.port.IVectorStore;
import org.faultmaven.contracts.topic.Topics;
import org.faultmaven.ingest.indexing.IndexingConfiguration;
import org.faultmaven.ingest.indexing.StoreReplay;
import org.faultmaven.runtime.IndexPortConfiguration;
import org.faultmaven.runtime.Placement;
import org.faultmaven.runtime.VectorStores;
import org.faultmaven.standalone.client.LibraryLogs;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Fills the vector store of other settings from the entries, while everything runs. */
@Command(
    name = "move",
    description = {
      "Fill another vector store from the entries, while everything runs on the present one.",
      "Say with --set (or the environment) what the new store is, for instance --set"
          + " chromadb.url=http://localhost:8000. At the end, start the services with the same"
          + " settings: what comes until then is added at their start."
    },
    mixinStandardHelpOptions = true)
public final class MoveCommand implements Callable<Integer> {
  private static final long BETWEEN_WORDS_NANOS = 2_000_000_000L;

  @Mixin private Installation installation = new Installation();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    LibraryLogs.off();
    FaultMavenConfig config = installation.config();
    var running = new AtomicBoolean(true);
    Thread stop = Thread.ofPlatform().name("stop").unstarted(() -> running.set(false));
    Runtime.getRuntime().addShutdownHook(stop);
    try (IEmbedder embedder = IndexPortConfiguration.newEmbedder(config);
        IVectorStore target =
            VectorStores.of(config, Placement.STANDALONE, embedder, new SimpleMeterRegistry())) {
      return move(config, embedder, target, running);
    } catch (BackendException e) {
      out().println("The move stopped: " + e.getMessage() + ". Start it again: it goes on.");
      return 1;
    } finally {
      running.set(false);
    }
  }

  private int move(
      FaultMavenConfig config, IEmbedder embedder, IVectorStore target, AtomicBoolean running) {
    long entries = 0;
    for (FaultMavenConfig tenant : Installation.tenants(config)) {
      Topics topics = Topics.of(tenant);
      StoreReplay replay = IndexingConfiguration.replay(tenant, topics, embedder, target);
      out().println("Moving " + topics.entries().name() + " to " + VectorStores.name(config) + ".");
      boolean done = replay.run(new Words()::at, running::get);
      if (!done) {
        out().println("Stopped before the end. Start it again: it goes on.");
        return 1;
      }
      entries += target.count(topics.tenant());
    }
    out()
        .printf(
            Locale.ROOT,
            "Done: the store holds %,d entries. Start the services with the same settings; what"
                + " comes until then is added at their start.%n",
            entries);
    return 0;
  }

  /** Progress every few seconds. */
  private final class Words {
    private final long begin = System.nanoTime();
    private long said = begin;

    void at(long entries, long left) {
      long now = System.nanoTime();
      if (now - said < BETWEEN_WORDS_NANOS && left > 0) {
        return;
      }
      said = now;
      out()
          .printf(
              Locale.ROOT,
              "  %,d entries, %,.0f a second; %,d records to go%n",
              entries,
              entries * 1e9 / (now - begin),
              left);
      out().flush();
    }
  }

  private PrintWriter out() {
    return java.util.Objects.requireNonNull(spec, "picocli sets it").commandLine().getOut();
  }
}
