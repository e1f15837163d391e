/** Decisions of people about pairs of records, and what follows from them in other systems. */
@org.jspecify.annotations.NullMarked
package dev.syncline.control.duplicate;
