/** Fields that changed in two systems: listed with their values, decided, and decisions undone. */
@org.jspecify.annotations.NullMarked
package dev.syncline.api.conflicts;
