package dev.syncline.connectors.http;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one resource is read.
 *
 * @param name its name in the sync file
 * @param path where its list stands, under the base address
 * @param items where the list stands in the answer, with dots; empty for the answer itself
 * @param key the field or fields of the external id
 * @param totalPath where the answer tells how many records there are
 * @param totalHeader which header tells how many records there are
 * @param getPath where one record stands, with {@code {id}}
 * @param getItem where the record stands in that answer, with dots
 */
record ResourceSpec(
    String name,
    String path,
    Map<String, String> params,
    Map<String, String> headers,
    String items,
    List<String> key,
    Paging paging,
    @Nullable String totalPath,
    @Nullable String totalHeader,
    @Nullable String modifiedParam,
    @Nullable String modifiedUntilParam,
    @Nullable String idsParam,
    @Nullable String statusParam,
    @Nullable String getPath,
    String getItem) {}
