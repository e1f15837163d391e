/** Ends of runs that somebody is to hear of, and the messages that say so. */
@org.jspecify.annotations.NullMarked
package dev.syncline.store.notification;
