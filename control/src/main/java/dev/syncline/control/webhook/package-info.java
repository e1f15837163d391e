/** Webhooks: verifying calls, and reading again what they are about. */
@org.jspecify.annotations.NullMarked
package dev.syncline.control.webhook;
