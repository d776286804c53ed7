package dev.roundhouse.http.app.config;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Numbers of things. */
public final class Counts {
    private static final int LAST_PORT = 65535;

    private Counts() {}

    private static int parse(String text, int least, int most, String otherwise) {
        try {
            int count = Integer.parseInt(text);
            if (count >= least && count <= most) {
                return count;
            }
        } catch (NumberFormatException noNumber) {
            // Said below.
        }
        throw new TypeConversionException("'" + text + "' is not a number from " + least + " to " + most + otherwise);
    }

    /** From 0 on. */
    public static final class Any implements ITypeConverter<Integer> {
        /** For picocli. */
        public Any() {}

        @Override
        public Integer convert(String value) {
            return parse(value, 0, Integer.MAX_VALUE, "");
        }
    }

    /** From 1 on. */
    public static final class Positive implements ITypeConverter<Integer> {
        /** For picocli. */
        public Positive() {}

        @Override
        public Integer convert(String value) {
            return parse(value, 1, Integer.MAX_VALUE, "");
        }
    }

    /** From 1 on, or {@code off}: then it is the largest number there is. */
    public static final class OrOff implements ITypeConverter<Integer> {
        /** For picocli. */
        public OrOff() {}

        @Override
        public Integer convert(String value) {
            return value.equals("off") ? Integer.MAX_VALUE : parse(value, 1, Integer.MAX_VALUE, ", and not off");
        }
    }

    /** A TCP port, or 0. */
    public static final class Port implements ITypeConverter<Integer> {
        /** For picocli. */
        public Port() {}

        @Override
        public Integer convert(String value) {
            return parse(value, 0, LAST_PORT, "");
        }
    }
}
