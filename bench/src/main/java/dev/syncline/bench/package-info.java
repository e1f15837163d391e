/** Times the built product on generated files and sets that beside the same work in plain SQL. */
@org.jspecify.annotations.NullMarked
package dev.syncline.bench;
