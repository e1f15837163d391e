/** The server: its API, its health, its projects. */
@org.jspecify.annotations.NullMarked
package dev.syncline.e2e.serve;
