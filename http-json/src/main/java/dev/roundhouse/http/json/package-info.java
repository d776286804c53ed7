/**
 * Writes JSON (RFC 8259): listings, problem details, the access log and the results of the tools.
 *
 * <pre>{@code
 * StringBuilder text = new StringBuilder();
 * JsonWriter.compact(JsonOutput.to(text), JsonEscaping.MINIMAL)
 *         .beginObject()
 *         .member("name", "index.html")
 *         .member("size", 120)
 *         .endObject();
 * }</pre>
 *
 * <p>The writer allocates nothing per value, except for the text of a number. It does not read JSON, and maps no objects.
 */
package dev.roundhouse.http.json;
