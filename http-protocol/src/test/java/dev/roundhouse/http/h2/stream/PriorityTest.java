package dev.roundhouse.http.h2.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Priority field. RFC 9218 §4, RFC 8941 §3.2 */
class PriorityTest {
    private static final String LETTERS = "ui=?017, ;\t";
    private static final int VALUES = 200_000;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "''|3|false",
                "u=0|0|false",
                "u=7, i|7|true",
                "i,u=1|1|true",
                "u=8|3|false",
                "u=1,u=5|5|false",
                "i, i=?0|3|false",
                "u=2;x=1,i;y|2|true",
                "U=2, I|3|false",
                "u=22|3|false",
                "u=-1|3|false",
                ",,,u=4,,|4|false",
                "a=1, u=6|6|false"
            })
    void members_are_found(String value, int urgency, boolean incremental) {
        assertEquals(new Priority(urgency, incremental), Priority.parse(value));
    }

    /** By another implementation, which copies each member. */
    private static Priority parseByCopies(String value) {
        int urgency = 3;
        boolean incremental = false;
        for (String member : value.split(",", -1)) {
            String key = member.split(";", 2)[0].strip();
            switch (key) {
                case "i", "i=?1" -> incremental = true;
                case "i=?0" -> incremental = false;
                default -> urgency = key.matches("u=[0-7]") ? key.charAt(2) - '0' : urgency;
            }
        }
        return new Priority(urgency, incremental);
    }

    @Test
    void any_value_means_the_same_as_to_another_implementation() {
        Random random = new Random(1);
        for (int i = 0; i < VALUES; i++) {
            StringBuilder value = new StringBuilder();
            int length = random.nextInt(16);
            while (value.length() < length) {
                value.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
            }
            assertEquals(parseByCopies(value.toString()), Priority.parse(value.toString()), value::toString);
        }
    }
}
