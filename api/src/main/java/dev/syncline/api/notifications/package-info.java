/** Messages that were sent, and the secret that signs them. */
@org.jspecify.annotations.NullMarked
package dev.syncline.api.notifications;
