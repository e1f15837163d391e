/** The sample that ships with the product: generated people and the file that syncs them. */
@org.jspecify.annotations.NullMarked
package dev.syncline.standalone.demo;
