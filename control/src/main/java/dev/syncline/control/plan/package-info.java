/** Applying plans, and deciding on runs that a gate stopped. */
@org.jspecify.annotations.NullMarked
package dev.syncline.control.plan;
