/** Tells people how runs ended: grouped, by signed webhook and by e-mail. */
@org.jspecify.annotations.NullMarked
package dev.syncline.activities.notify;
