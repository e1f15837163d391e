/** Keeping run rows and the engine in agreement. */
@org.jspecify.annotations.NullMarked
package dev.syncline.control.reconcile;
