/** Where other systems call. */
@org.jspecify.annotations.NullMarked
package dev.syncline.api.webhooks;
