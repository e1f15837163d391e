/** The worker: workflows and activities registered, drained on the way out, reconciled. */
@org.jspecify.annotations.NullMarked
package dev.syncline.worker;
