package org.faultmaven.contracts.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Other words by which a constant of a setting's enum can be given. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
@interface Also {
  String[] value();
}
