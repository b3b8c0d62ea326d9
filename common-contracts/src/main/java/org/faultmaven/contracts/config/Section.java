package org.faultmaven.contracts.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A record of settings that share a prefix. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Section {
  /** The prefix without its dot: {@code kafka}. */
  String value();

  /** What the section is for, one sentence. */
  String doc();
}
