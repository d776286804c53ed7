package dev.roundhouse.http.browser;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The log of what Chromium does in the network (option {@code --log-net-log}), after its end. */
final class NetLog {
    private static final int PHASE_END = 2;

    private final JsonObject types;
    private final Iterable<JsonElement> events;

    private NetLog(JsonObject types, Iterable<JsonElement> events) {
        this.types = types;
        this.events = events;
    }

    static NetLog read(Path file) throws IOException {
        JsonObject log = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
        return new NetLog(
                log.getAsJsonObject("constants").getAsJsonObject("logEventTypes"), log.getAsJsonArray("events"));
    }

    /** The parameters of all events of a type, without those of their ends. */
    List<String> parameters(String type) {
        assertTrue(types.has(type), "the browser has no event " + type);
        int number = types.get(type).getAsInt();
        List<String> parameters = new ArrayList<>();
        for (JsonElement element : events) {
            JsonObject event = element.getAsJsonObject();
            if (event.get("type").getAsInt() == number && event.get("phase").getAsInt() != PHASE_END) {
                parameters.add(String.valueOf(event.get("params")));
            }
        }
        return parameters;
    }

    /** The number of events of a type whose parameters contain a text. */
    long count(String type, String text) {
        return parameters(type).stream()
                .filter(parameters -> parameters.contains(text))
                .count();
    }
}
