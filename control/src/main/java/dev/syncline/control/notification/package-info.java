/** Setting notifications going. */
@org.jspecify.annotations.NullMarked
package dev.syncline.control.notification;
