/** What happened in runs, in the order it happened. */
@org.jspecify.annotations.NullMarked
package dev.syncline.store.event;
