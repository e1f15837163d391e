/**
 * What file connectors share: finding the files, reading them as UTF-8 whatever their encoding, and
 * a cursor that leads back to a byte.
 */
@org.jspecify.annotations.NullMarked
package dev.syncline.connectors.files;
