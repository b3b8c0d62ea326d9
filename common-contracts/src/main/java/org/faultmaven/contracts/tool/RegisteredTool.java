package org.faultmaven.contracts.tool;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a class that implements {@code ITool} as a tool of this name. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface RegisteredTool {
  /** The tool's name: lower-case letters, digits and underscores. */
  String value();
}
