/** Telling people how runs ended. */
@org.jspecify.annotations.NullMarked
package dev.syncline.workflows.notification;
