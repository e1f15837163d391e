/** Times the compiled conversion schema beside the same mapping written by hand. */
@org.jspecify.annotations.NullMarked
package dev.syncline.bench.mapping;
