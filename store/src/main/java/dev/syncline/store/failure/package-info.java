/** Quarantined records as stored. */
@org.jspecify.annotations.NullMarked
package dev.syncline.store.failure;
