/** Processes killed in the middle of a run, which then ends as if nothing had happened. */
@org.jspecify.annotations.NullMarked
package dev.syncline.e2e.kill;
