/** Schedules and webhooks of the built product. */
@org.jspecify.annotations.NullMarked
package dev.syncline.e2e.triggers;
