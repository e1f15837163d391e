/**
 * What a connector is: a {@link dev.syncline.connectors.spi.Connector} describes itself and opens
 * {@link dev.syncline.connectors.spi.Source}s and {@link dev.syncline.connectors.spi.Target}s.
 * Nothing here knows Temporal, Spring or the store.
 */
@org.jspecify.annotations.NullMarked
package dev.syncline.connectors.spi;
