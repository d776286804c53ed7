package dev.roundhouse.http.conformance.scenario;

import java.util.List;

/** A response as received, with one character per byte.
 *
 * @param version as {@code HTTP/1.1}
 * @param status the status code
 * @param fields in order
 * @param body with the transfer coding removed
 * @param isComplete whether the content was received completely
 */
public record ReceivedResponse(
        String version, int status, List<ReceivedField> fields, String body, boolean isComplete) {
    /** A field line. */
    public record ReceivedField(String name, String value) {}

    public ReceivedResponse {
        fields = List.copyOf(fields);
    }

    /** The values of all field lines with this name, case-insensitive. */
    public List<String> values(String name) {
        return fields.stream()
                .filter(receivedField -> receivedField.name().equalsIgnoreCase(name))
                .map(ReceivedField::value)
                .toList();
    }

    /** Whether the status is 1xx. */
    public boolean isInterim() {
        return status < 200;
    }

    /** Whether a Connection header is "close". */
    public boolean hasConnectionClose() {
        return values("Connection").stream().anyMatch(value -> value.equalsIgnoreCase("close"));
    }

    /** A copy with content. */
    public ReceivedResponse with(String content, boolean isComplete) {
        return new ReceivedResponse(version, status, fields, content, isComplete);
    }

    @Override
    public String toString() {
        return version + " " + status + " with " + body.length() + " bytes of content";
    }
}
