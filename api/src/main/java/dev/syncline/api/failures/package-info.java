/** Quarantined records: listing, retrying, ignoring. */
@org.jspecify.annotations.NullMarked
package dev.syncline.api.failures;
