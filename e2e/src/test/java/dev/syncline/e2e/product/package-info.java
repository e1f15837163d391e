/** The built product as a user has it: the launcher script, its processes, its data, its API. */
@org.jspecify.annotations.NullMarked
package dev.syncline.e2e.product;
