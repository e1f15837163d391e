/** Waking the delivery of a connection. */
@org.jspecify.annotations.NullMarked
package dev.syncline.control.delivery;
