/** Corrections by hand of which record a system's row belongs to. */
@org.jspecify.annotations.NullMarked
package dev.syncline.control.link;
