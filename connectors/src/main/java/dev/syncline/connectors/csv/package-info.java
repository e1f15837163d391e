/** Delimited text: a tokenizer on bytes that can go on at any row and keeps bad rows apart. */
@org.jspecify.annotations.NullMarked
package dev.syncline.connectors.csv;
