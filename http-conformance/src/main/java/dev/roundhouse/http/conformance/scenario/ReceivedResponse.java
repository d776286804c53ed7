package dev.roundhouse.http.conformance.scenario;

import java.util.List;

/**
 * An answer as it came, one character for each octet.
 *
 * @param version as {@code HTTP/1.1}
 * @param status its code
 * @param fields in order
 * @param body transfer coding removed
 * @param isComplete whether the content came to its end
 */
public record ReceivedResponse(
        String version, int status, List<ReceivedField> fields, String body, boolean isComplete) {
    /** A field line. */
    public record ReceivedField(String name, String value) {}

    public ReceivedResponse {
        fields = List.copyOf(fields);
    }

    /** The values of the field lines of that name, whatever its letter case. */
    public List<String> values(String name) {
        return fields.stream()
                .filter(receivedField -> receivedField.name().equalsIgnoreCase(name))
                .map(ReceivedField::value)
                .toList();
    }

    public boolean isInterim() {
        return status < 200;
    }

    public boolean hasConnectionClose() {
        return values("Connection").stream().anyMatch(value -> value.equalsIgnoreCase("close"));
    }

    public ReceivedResponse with(String content, boolean isWhole) {
        return new ReceivedResponse(version, status, fields, content, isWhole);
    }

    @Override
    public String toString() {
        return version + " " + status + " with " + body.length() + " bytes of content";
    }
}
