/** Records, their history and their external ids, as the API reads them. */
@org.jspecify.annotations.NullMarked
package dev.syncline.store.record;
