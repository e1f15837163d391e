/** The record and its systems in a two-way sync: what each last showed, and open conflicts. */
@org.jspecify.annotations.NullMarked
package dev.syncline.store.twoway;
