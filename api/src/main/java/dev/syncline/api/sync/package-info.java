/** Starting, watching, cancelling and repeating runs. */
@org.jspecify.annotations.NullMarked
package dev.syncline.api.sync;
