/** Starting, cancelling and watching runs: where run rows and the engine meet. */
@org.jspecify.annotations.NullMarked
package dev.syncline.control.run;
