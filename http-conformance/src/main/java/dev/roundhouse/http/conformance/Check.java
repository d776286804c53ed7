package dev.roundhouse.http.conformance;

/** What can be asked of one answer. */
public sealed interface Check {
    /** Whether it is so. */
    boolean holds(HeardAnswer heard);

    /** At least one field line of that name has such a value. */
    record FieldIs(String name, Glob value) implements Check {
        @Override
        public boolean holds(HeardAnswer heard) {
            return heard.values(name).stream().anyMatch(value::matches);
        }

        @Override
        public String toString() {
            return name + ": " + value;
        }
    }

    /** There is no field of that name. */
    record FieldAbsent(String name) implements Check {
        @Override
        public boolean holds(HeardAnswer heard) {
            return heard.values(name).isEmpty();
        }

        @Override
        public String toString() {
            return "(no " + name + ")";
        }
    }

    /** The content looks so. */
    record BodyIs(Glob content) implements Check {
        @Override
        public boolean holds(HeardAnswer heard) {
            return content.matches(heard.body());
        }

        @Override
        public String toString() {
            return "(body) " + content;
        }
    }

    /** The content has so many octets. */
    record BodyOf(long octets) implements Check {
        @Override
        public boolean holds(HeardAnswer heard) {
            return heard.body().length() == octets;
        }

        @Override
        public String toString() {
            return "(body of " + octets + " octets)";
        }
    }
}
