/** JSON objects as they came, checked without being taken apart. */
@org.jspecify.annotations.NullMarked
package dev.syncline.connectors.json;
