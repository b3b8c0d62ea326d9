package org.faultmaven.runtime.trace;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.prometheus.metrics.tracer.common.SpanContext;
import jakarta.servlet.Filter;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.config.TracingConfig;
import org.faultmaven.contracts.port.ITracer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/** Wires the tracer; without an endpoint there is none, and nothing of its library is loaded. */
@Configuration(proxyBeanMethods = false)
public class TraceConfiguration {
  private static final String PATH = "/v1/traces";
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /**
   * @param meters only once the tracer runs: the registry asks for exemplars itself
   */
  @Bean
  ITracer tracer(
      FaultMavenConfig config, Environment environment, ObjectProvider<MeterRegistry> meters) {
    TracingConfig tracing = config.tracing();
    URI endpoint = tracing.endpoint();
    if (endpoint == null) {
      return ITracer.OFF;
    }
    OtlpHttpSpanExporterBuilder exporter =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(address(endpoint))
            .setCompression("gzip")
            .setConnectTimeout(TIMEOUT)
            .setTimeout(TIMEOUT);
    tracing.headerValues().forEach((name, value) -> exporter.addHeader(name, value.reveal()));
    var export = new TraceExport(exporter.build(), new SpanMeters(meters.getObject()));
    return new OtelTracer(
        SdkTracerProvider.builder()
            .setResource(resource(tracing, environment))
            .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(tracing.sampleRatio())))
            .addSpanProcessor(export)
            .build());
  }

  /** As OpenTelemetry adds it to the address that all signals share. */
  static String address(URI endpoint) {
    String address = endpoint.toString();
    String bare = address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    return bare.endsWith(PATH) ? bare : bare + PATH;
  }

  private static Resource resource(TracingConfig tracing, Environment environment) {
    AttributesBuilder attributes = Attributes.builder();
    tracing
        .attributes()
        .forEach((name, value) -> attributes.put(AttributeKey.stringKey(name), value));
    String name = tracing.serviceName();
    attributes.put(
        AttributeKey.stringKey("service.name"),
        name == null ? environment.getProperty("spring.application.name", "faultmaven") : name);
    attributes.put(AttributeKey.stringKey("service.instance.id"), UUID.randomUUID().toString());
    return Resource.getDefault().merge(Resource.create(attributes.build()));
  }

  /** What Prometheus's histograms show beside a bucket. */
  @Bean
  @Nullable SpanContext exemplars(FaultMavenConfig config) {
    return config.tracing().on() ? new Exemplars() : null;
  }

  /** Behind the filter that knows callers: a stranger makes nobody record anything. */
  @Bean
  FilterRegistrationBean<Filter> traceFilter(ITracer tracer) {
    Filter filter =
        tracer instanceof OtelTracer recording
            ? new TraceFilter(recording)
            : (request, response, chain) -> chain.doFilter(request, response);
    var registration = new FilterRegistrationBean<>(filter);
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
    registration.setEnabled(tracer instanceof OtelTracer);
    return registration;
  }
}
