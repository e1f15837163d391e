/** Who changed what through the API. */
@org.jspecify.annotations.NullMarked
package dev.syncline.store.audit;
