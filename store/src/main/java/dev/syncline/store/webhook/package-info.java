/** The calls of other systems, and the records that wait to be read again because of them. */
@org.jspecify.annotations.NullMarked
package dev.syncline.store.webhook;
