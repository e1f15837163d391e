/** Connections over HTTP; credentials go in and never come out. */
@org.jspecify.annotations.NullMarked
package dev.syncline.api.connections;
