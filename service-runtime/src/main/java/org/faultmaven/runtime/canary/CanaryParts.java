package org.faultmaven.runtime.canary;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.topic.TopicUser;
import org.faultmaven.runtime.TopicConfiguration;
import org.faultmaven.runtime.metrics.Periodically;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/**
 * A service's parts once more for the canary's tenant, in a context below the installation's, as
 * further tenants have them; but without a way in, and with meters that nobody reads, since what
 * users' records are counted by must not count canaries. They begin in the background once the
 * sanitizer has made the topics. Whatever fails is tried again in the next round, and nothing of it
 * keeps the service from its work.
 */
public final class CanaryParts implements SmartLifecycle {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** How long a round waits for topics that somebody may be about to make. */
  private static final Duration TOPICS = Duration.ofSeconds(30);

  private final String name;
  private final FaultMavenConfig config;
  private final ApplicationContext installation;
  private final LeakAlarm alarm;
  private final Use use;
  private final Consumer<BeanFactory> round;
  private final Periodically rounds;
  private volatile @Nullable AnnotationConfigApplicationContext context;

  /**
   * What a service does with the canary's topics.
   *
   * @param groups of consumers that it reads with
   * @param wiring its configurations; beans that they lack come from the installation's context
   */
  public record Use(TopicUser user, List<String> groups, List<Class<?>> wiring) {
    public Use {
      groups = List.copyOf(groups);
      wiring = List.copyOf(wiring);
    }
  }

  /**
   * @param name of what it does, for threads and health
   * @param config of the canary's tenant
   * @param alarm is told what keeps them from beginning
   * @param round done with the parts again and again, every {@code canary.every}
   */
  public CanaryParts(
      String name,
      FaultMavenConfig config,
      ApplicationContext installation,
      LeakAlarm alarm,
      Use use,
      Consumer<BeanFactory> round) {
    this.name = name;
    this.config = config;
    this.installation = installation;
    this.alarm = alarm;
    this.use = use;
    this.round = round;
    this.rounds = new Periodically("leak-canary-" + name, config.canary().every(), this::round);
  }

  private void round() {
    try {
      AnnotationConfigApplicationContext parts = context;
      if (parts == null) {
        awaitTopics();
        parts = begun();
        context = parts;
      }
      round.accept(parts);
      alarm.hindered(name, null);
    } catch (BackendException e) {
      alarm.hindered(name, CanaryTopics.advice(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      alarm.hindered(name, e.getClass().getSimpleName() + "; it is tried again");
    }
  }

  private void awaitTopics() throws InterruptedException {
    long end = System.nanoTime() + TOPICS.toNanos();
    while (true) {
      try {
        CanaryTopics.require(config, use.user(), use.groups());
        return;
      } catch (BackendException e) {
        if (System.nanoTime() - end > 0) {
          throw e;
        }
      }
      TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
    }
  }

  private AnnotationConfigApplicationContext begun() {
    var parts = new AnnotationConfigApplicationContext();
    parts.setParent(installation);
    parts.setId("canary-" + name);
    var beans = parts.getBeanFactory();
    beans.registerSingleton("faultMavenConfig", config);
    // Under the name that it has above, which it hides.
    beans.registerSingleton(
        installation.getBeanNamesForType(MeterRegistry.class)[0], new CompositeMeterRegistry());
    parts.register(TopicConfiguration.class);
    use.wiring().forEach(parts::register);
    try {
      parts.refresh();
      return parts;
    } catch (RuntimeException e) {
      parts.close();
      throw e;
    }
  }

  @Override
  public void start() {
    rounds.start();
  }

  @Override
  public synchronized void stop() {
    rounds.stop();
    AnnotationConfigApplicationContext parts = context;
    context = null;
    if (parts != null) {
      parts.close();
    }
  }

  @Override
  public boolean isRunning() {
    return rounds.isRunning();
  }

  /** After the parts of users. */
  @Override
  public int getPhase() {
    return 1;
  }
}
