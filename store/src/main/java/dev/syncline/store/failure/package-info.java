/** Quarantined records. */
@org.jspecify.annotations.NullMarked
package dev.syncline.store.failure;
