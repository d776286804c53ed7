/**
 * HPACK, the compression of header fields in HTTP/2 (RFC 7541), without anything else of HTTP/2. An {@link
 * dev.roundhouse.http.hpack.HpackEncoder} and the {@link dev.roundhouse.http.hpack.HpackDecoder} of the peer each have the same
 * dynamic table, so all field blocks of a connection are encoded, and decoded, in the order in which they are sent.
 *
 * <pre>{@code
 * HpackEncoder encoder = new HpackEncoder(4096);
 * HpackDecoder decoder = new HpackDecoder(4096, 16_384, 100);
 * byte[] block = encoder.encode(List.of(new HpackField(":method", "GET"), new HpackField("accept", "text/html")));
 * List<HpackField> fields = new ArrayList<>();
 * try {
 *     boolean complete = decoder.decode(block, 0, block.length, fields::add);
 *     // If not complete, the field list is larger than 16,384 bytes or has more than 100 fields.
 * } catch (HpackException e) {
 *     // The tables are no longer the same: the connection ends with COMPRESSION_ERROR.
 * }
 * }</pre>
 *
 * <p>An encoder and a decoder are used by one thread at a time. They do not check names and values: that is part of HTTP.
 */
package dev.roundhouse.http.hpack;
