/** The product's own numbers for Prometheus. */
@org.jspecify.annotations.NullMarked
package dev.syncline.api.metrics;
