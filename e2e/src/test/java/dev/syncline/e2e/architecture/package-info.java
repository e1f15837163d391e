/** The arrows of ARCHITECTURE.md, held against the compiled modules. */
@org.jspecify.annotations.NullMarked
package dev.syncline.e2e.architecture;
