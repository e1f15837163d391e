package dev.syncline.api;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;

/**
 * The API as a part of an application: its controllers and what they need of store and control. The
 * application brings the beans {@code Database}, {@code Secrets}, {@code Connectors}, {@code
 * ConnectorContext}, {@code Clock} and {@code WorkflowClient}.
 */
@Configuration(proxyBeanMethods = false)
@ComponentScan({"dev.syncline.api", "dev.syncline.control", "dev.syncline.store"})
@PropertySource("classpath:syncline-api.properties")
@EnableConfigurationProperties(ApiProperties.class)
public class ApiConfiguration {}
