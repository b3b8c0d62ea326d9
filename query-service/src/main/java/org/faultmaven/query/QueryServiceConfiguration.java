package org.faultmaven.query;

import org.faultmaven.runtime.IndexPortConfiguration;
import org.faultmaven.runtime.RuntimeConfiguration;
import org.faultmaven.runtime.SanitizerPortConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Search and answers as a process of their own. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({
  RuntimeConfiguration.class,
  SanitizerPortConfiguration.class,
  IndexPortConfiguration.class,
  QueryPortConfiguration.class,
  QueryConfiguration.class
})
public class QueryServiceConfiguration {}
