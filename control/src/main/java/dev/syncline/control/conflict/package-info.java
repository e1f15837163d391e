/** Decisions of people over fields that changed in two systems, and what follows from them. */
@org.jspecify.annotations.NullMarked
package dev.syncline.control.conflict;
