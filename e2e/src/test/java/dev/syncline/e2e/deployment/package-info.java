/** What the containers are given is what the applications read. */
@org.jspecify.annotations.NullMarked
package dev.syncline.e2e.deployment;
