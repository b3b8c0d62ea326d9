package org.faultmaven.contracts.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * One setting: the only place of its default. Its key is the section, a dot and the component's
 * name in kebab case ({@code kafka.raw-retention}); every key can also be given as an environment
 * variable ({@code FAULTMAVEN_KAFKA_RAW_RETENTION}).
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {
  /** What it does, and its unit. */
  String doc();

  /**
   * As it would be written in a file; empty: none, and the component is nullable (or an empty list
   * or secret).
   */
  String defaultValue() default "";

  /** The name of FaultMaven's own for the environment, when it has one: {@code CHROMADB_URL}. */
  String env() default "";

  /** A duration's unit when a bare number is given, {@code s} or {@code m}; empty: none may be. */
  String bareUnit() default "";

  /** The least accepted number, size or duration, written as the value is; empty: no limit. */
  String min() default "";

  /** The greatest, likewise. */
  String max() default "";
}
