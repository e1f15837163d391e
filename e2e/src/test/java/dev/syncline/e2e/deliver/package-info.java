/** Records written out to a table of the user's. */
@org.jspecify.annotations.NullMarked
package dev.syncline.e2e.deliver;
