package dev.roundhouse.http.lab.load;

import dev.roundhouse.http.h1.client.EncodedRequest;
import dev.roundhouse.http.h2.client.RequestBlock;
import dev.roundhouse.http.lab.load.protocol.LoadSpec;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.RequestTarget;
import dev.roundhouse.http.message.Version;

/** An encoded request and its correct response.
 *
 * @param request the request encoded for HTTP/1.1
 * @param block the request encoded for HTTP/2
 * @param status of the correct response
 * @param bodyBytes length of its content
 * @param crc32c of its content
 */
record PreparedRequest(EncodedRequest request, RequestBlock block, int status, long bodyBytes, long crc32c) {
    /** Encodes a request.
     *
     * @param scheme of HTTP/2
     * @param isClosing whether it has "Connection: close"
     * @throws IllegalArgumentException if the request is invalid
     */
    static PreparedRequest of(LoadSpec.RequestSpec requestSpec, String scheme, String authority, boolean isClosing) {
        Method method = Method.of(requestSpec.method());
        RequestTarget requestTarget = RequestTarget.parse(method, requestSpec.target())
                .orElseThrow(() -> new IllegalArgumentException("invalid request target: " + requestSpec.target()));
        Headers.Builder fields = Headers.builder().add("Host", authority);
        requestSpec.fields().forEach(line -> add(fields, line));
        Request request = new Request(method, requestTarget, Version.HTTP_1_1, fields.build());
        RequestBlock block = RequestBlock.of(scheme, request);
        if (isClosing) {
            fields.add("Connection", "close");
            request = new Request(method, requestTarget, Version.HTTP_1_1, fields.build());
        }
        return new PreparedRequest(
                EncodedRequest.of(request), block, requestSpec.status(), requestSpec.bodyBytes(), requestSpec.crc32c());
    }

    private static void add(Headers.Builder fields, String line) {
        int colon = line.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("invalid header, expected Name: value: " + line);
        }
        fields.add(line.substring(0, colon), line.substring(colon + 1).strip());
    }
}
