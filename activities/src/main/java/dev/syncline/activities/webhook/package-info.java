/** Reading again what other systems called about. */
@org.jspecify.annotations.NullMarked
package dev.syncline.activities.webhook;
