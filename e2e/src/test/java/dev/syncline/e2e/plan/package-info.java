/** Plans and runs that wait for a person, in the built product. */
@org.jspecify.annotations.NullMarked
package dev.syncline.e2e.plan;
