package dev.roundhouse.http.lab.load;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Orders and events as JSON (RFC 8259), each on one line: what is said between the generator and whoever measures. */
public final class LoadJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .visibility(PropertyAccessor.GETTER, Visibility.NONE)
            .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, Visibility.ANY)
            .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false)
            .configure(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES, true)
            .configure(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES, true)
            .build();

    private LoadJson() {}

    /** An order as a line, without a line end. */
    public static String line(LoadSpec order) throws JsonProcessingException {
        return MAPPER.writeValueAsString(order);
    }

    /** An event as a line, without a line end. */
    public static String line(LoadEvent event) throws JsonProcessingException {
        return MAPPER.writeValueAsString(event);
    }

    /** Reads an order; refuses a line that is none. */
    public static LoadSpec readSpec(String line) throws JsonProcessingException {
        return MAPPER.readValue(line, LoadSpec.class);
    }

    /** Reads an event; refuses a line that is none. */
    public static LoadEvent readEvent(String line) throws JsonProcessingException {
        return MAPPER.readValue(line, LoadEvent.class);
    }
}
