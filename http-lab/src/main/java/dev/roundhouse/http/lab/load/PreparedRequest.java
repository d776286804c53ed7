package dev.roundhouse.http.lab.load;

import dev.roundhouse.http.h1.client.EncodedRequest;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.RequestTarget;
import dev.roundhouse.http.message.Version;

/**
 * A request, ready to be sent, and the answer that is correct.
 *
 * @param request on the wire
 * @param status of the correct answer
 * @param bodyBytes octets of its content
 * @param crc32c of its content
 */
record PreparedRequest(EncodedRequest request, int status, long bodyBytes, long crc32c) {
    /**
     * Encodes what is asked.
     *
     * @param closing whether the connection ends with the answer
     * @throws IllegalArgumentException when no client may send that
     */
    static PreparedRequest of(LoadSpec.RequestSpec requestSpec, String authority, boolean closing) {
        Method method = Method.of(requestSpec.method());
        RequestTarget requestTarget = RequestTarget.parse(method, requestSpec.target())
                .orElseThrow(() -> new IllegalArgumentException("no target of a request: " + requestSpec.target()));
        Headers.Builder fields = Headers.builder().add("Host", authority);
        requestSpec.fields().forEach(line -> add(fields, line));
        if (closing) {
            fields.add("Connection", "close");
        }
        Request request = new Request(method, requestTarget, Version.HTTP_1_1, fields.build());
        return new PreparedRequest(
                EncodedRequest.of(request), requestSpec.status(), requestSpec.bodyBytes(), requestSpec.crc32c());
    }

    private static void add(Headers.Builder fields, String line) {
        int colon = line.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("a field is written as Name: value, not " + line);
        }
        fields.add(line.substring(0, colon), line.substring(colon + 1).strip());
    }
}
