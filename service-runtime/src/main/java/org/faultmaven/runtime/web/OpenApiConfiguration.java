package org.faultmaven.runtime.web;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Serves the API's description. A service that has an API imports it, and adds its part. */
@Configuration(proxyBeanMethods = false)
public class OpenApiConfiguration {
  @Bean
  OpenApiController openApiController(List<OpenApiPart> parts) {
    return new OpenApiController(parts);
  }
}
