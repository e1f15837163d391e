/** Bringing sync files and projects into the store. */
@org.jspecify.annotations.NullMarked
package dev.syncline.control.definition;
