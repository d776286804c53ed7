package dev.roundhouse.http.conformance.scenario;

/** A condition on one response. */
public sealed interface Assertion {
    /** Whether the response fulfils the condition. */
    boolean matches(ReceivedResponse received);

    /** At least one field line with this name has a matching value. */
    record FieldMatches(String name, TextPattern value) implements Assertion {
        @Override
        public boolean matches(ReceivedResponse received) {
            return received.values(name).stream().anyMatch(value::matches);
        }

        @Override
        public String toString() {
            return name + ": " + value;
        }
    }

    /** No field line has this name. */
    record FieldAbsent(String name) implements Assertion {
        @Override
        public boolean matches(ReceivedResponse received) {
            return received.values(name).isEmpty();
        }

        @Override
        public String toString() {
            return "(no " + name + ")";
        }
    }

    /** The content matches. */
    record BodyMatches(TextPattern content) implements Assertion {
        @Override
        public boolean matches(ReceivedResponse received) {
            return content.matches(received.body());
        }

        @Override
        public String toString() {
            return "(body) " + content;
        }
    }

    /** The content has this many bytes. */
    record BodyLength(long bytes) implements Assertion {
        @Override
        public boolean matches(ReceivedResponse received) {
            return received.body().length() == bytes;
        }

        @Override
        public String toString() {
            return "(body of " + bytes + " bytes)";
        }
    }
}
