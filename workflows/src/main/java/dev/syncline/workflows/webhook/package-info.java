/** Reading again what other systems called about, many calls in one run. */
@org.jspecify.annotations.NullMarked
package dev.syncline.workflows.webhook;
