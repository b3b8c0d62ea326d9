package org.faultmaven.standalone.observability;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.faultmaven.contracts.port.ISanitizer;
import org.faultmaven.contracts.record.Fragment;
import org.faultmaven.contracts.record.Health;
import org.faultmaven.contracts.record.Policy;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.record.Verdict;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Makes a test build of the product: its sanitiser is the one that ships until it is broken, and
 * from then on passes text as it came. There is no setting for that; the class is in no product.
 */
@Configuration(proxyBeanMethods = false)
public class BreakableEngine {
  private static final AtomicBoolean BROKEN = new AtomicBoolean();

  /** What adds it to a product of this JVM. */
  static final String ARGUMENT = "--spring.main.sources=" + BreakableEngine.class.getName();

  static void breakIt() {
    BROKEN.set(true);
  }

  static void mend() {
    BROKEN.set(false);
  }

  @Bean
  static BeanPostProcessor breakable() {
    return new BeanPostProcessor() {
      @Override
      public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof ISanitizer engine ? new Breakable(engine) : bean;
      }
    };
  }

  private record Breakable(ISanitizer engine) implements ISanitizer {
    @Override
    public List<Verdict> sanitize(Tenant tenant, List<Fragment> fragments, Policy policy) {
      return BROKEN.get()
          ? fragments.stream().map(each -> Verdict.of(each.text(), List.of())).toList()
          : engine.sanitize(tenant, fragments, policy);
    }

    @Override
    public String id() {
      return engine.id();
    }

    @Override
    public Health check() {
      return engine.check();
    }

    @Override
    public void close() {
      engine.close();
    }
  }
}
