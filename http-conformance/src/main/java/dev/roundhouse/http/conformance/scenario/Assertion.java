package dev.roundhouse.http.conformance.scenario;

/** What can be asked of one answer. */
public sealed interface Assertion {
    /** Whether it is so. */
    boolean matches(ReceivedResponse received);

    /** At least one field line of that name has such a value. */
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

    /** There is no field of that name. */
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

    /** The content looks so. */
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

    /** The content has so many octets. */
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
