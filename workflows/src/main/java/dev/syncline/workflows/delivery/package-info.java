/** Draining the outbox of one connection. */
@org.jspecify.annotations.NullMarked
package dev.syncline.workflows.delivery;
