/** The HTTP interface: one package a capability, its controller inside. */
@org.jspecify.annotations.NullMarked
package dev.syncline.api;
