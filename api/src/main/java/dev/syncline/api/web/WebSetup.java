package dev.syncline.api.web;

import dev.syncline.api.requests.JsonBodies;
import java.util.List;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.PropertyNamingStrategies;

/**
 * How Spring MVC is set up: snake_case, strict bodies, what is known of a request as parameters.
 */
@Configuration(proxyBeanMethods = false)
class WebSetup implements WebMvcConfigurer {
  private final TenantOfRequest tenants;
  private final RangeOfRequest ranges;
  private final DeciderOfRequest deciders;

  WebSetup(TenantOfRequest tenants, RangeOfRequest ranges, DeciderOfRequest deciders) {
    this.tenants = tenants;
    this.ranges = ranges;
    this.deciders = deciders;
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(tenants);
    resolvers.add(ranges);
    resolvers.add(deciders);
  }

  @Override
  public void configureMessageConverters(HttpMessageConverters.ServerBuilder builder) {
    builder.addCustomConverter(new JsonBodies());
  }

  @Bean
  static JsonMapperBuilderCustomizer snakeCase() {
    return mapper -> mapper.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
  }
}
