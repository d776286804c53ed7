package dev.roundhouse.http.lab.load.protocol;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Load specs and events as JSON (RFC 8259), one per line: the protocol between the generator and the lab. */
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

    /** A spec as one line, without line terminator. */
    public static String line(LoadSpec spec) throws JsonProcessingException {
        return MAPPER.writeValueAsString(spec);
    }

    /** An event as one line, without line terminator. */
    public static String line(LoadEvent event) throws JsonProcessingException {
        return MAPPER.writeValueAsString(event);
    }

    /** Reads a spec. */
    public static LoadSpec readSpec(String line) throws JsonProcessingException {
        return MAPPER.readValue(line, LoadSpec.class);
    }

    /** Reads an event. */
    public static LoadEvent readEvent(String line) throws JsonProcessingException {
        return MAPPER.readValue(line, LoadEvent.class);
    }
}
