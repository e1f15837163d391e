/** What is kept for how long. */
@org.jspecify.annotations.NullMarked
package dev.syncline.store.retention;
