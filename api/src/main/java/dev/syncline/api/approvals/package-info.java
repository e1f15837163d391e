/** Runs that a gate stopped, over HTTP. */
@org.jspecify.annotations.NullMarked
package dev.syncline.api.approvals;
