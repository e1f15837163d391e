/** The outbox: what waits to be written to other systems. */
@org.jspecify.annotations.NullMarked
package dev.syncline.store.delivery;
