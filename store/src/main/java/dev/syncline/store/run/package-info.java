/** Runs: their rows, counters, windows and items. */
@org.jspecify.annotations.NullMarked
package dev.syncline.store.run;
