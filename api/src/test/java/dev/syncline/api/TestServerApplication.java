package dev.syncline.api;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The smallest application around the API. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(ApiConfiguration.class)
class TestServerApplication {}
