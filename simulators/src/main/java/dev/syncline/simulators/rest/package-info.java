/**
 * A stateful JSON-over-HTTP system with paging, authentication and faults that can be switched on.
 */
@org.jspecify.annotations.NullMarked
package dev.syncline.simulators.rest;
