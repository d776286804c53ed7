package dev.roundhouse.http.examples;

import static dev.roundhouse.http.server.filter.Filters.accessLog;
import static dev.roundhouse.http.server.filter.Filters.mapException;

import dev.roundhouse.http.json.JsonEscaping;
import dev.roundhouse.http.json.JsonWriter;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.server.HttpServer;
import dev.roundhouse.http.server.content.Responses;
import dev.roundhouse.http.server.content.Uploads;
import dev.roundhouse.http.server.routing.RoutedRequest;
import dev.roundhouse.http.server.routing.Routes;
import java.io.IOException;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** A JSON API for notes in memory: list them, read one, delete one, and add one by uploading its text. */
public final class NotesApi {
    private static final int MAX_NOTE_BYTES = 64 << 10;

    private final Map<Long, String> notes = new ConcurrentSkipListMap<>();
    private final AtomicLong lastId = new AtomicLong();

    private NotesApi() {}

    /** Starts the server. Port 0 selects a free port. */
    public static HttpServer start(int port) throws IOException {
        NotesApi api = new NotesApi();
        Routes routes = Routes.of()
                .get("/notes", request -> api.list())
                .get("/notes/{id}", api::read)
                .delete("/notes/{id}", api::delete)
                .post("/notes", api::add)
                .with(
                        accessLog(),
                        mapException(
                                NumberFormatException.class, e -> error(Status.BAD_REQUEST, "The id is not a number.")),
                        mapException(NoSuchElementException.class, e -> error(Status.NOT_FOUND, e.getMessage())));
        return HttpServer.builder().port(port).handler(routes).start();
    }

    private Response list() {
        StringBuilder text = new StringBuilder();
        JsonWriter json = JsonWriter.compact(text::append, JsonEscaping.MINIMAL).beginArray();
        notes.forEach((id, note) -> write(json, id, note));
        json.endArray();
        return Responses.json(Status.OK, text.toString());
    }

    private Response read(RoutedRequest request) {
        long id = id(request);
        return note(Status.OK, id, existing(id, notes.get(id)));
    }

    private Response delete(RoutedRequest request) {
        long id = id(request);
        existing(id, notes.remove(id));
        return Response.of(Status.NO_CONTENT);
    }

    private Reply add(RoutedRequest request) {
        return Uploads.toString(request.request(), MAX_NOTE_BYTES).then(text -> {
            long id = lastId.incrementAndGet();
            notes.put(id, text);
            return note(Status.CREATED, id, text).with("Location", "/notes/" + id);
        });
    }

    private static long id(RoutedRequest request) {
        return Long.parseLong(request.path("id"));
    }

    private static String existing(long id, String note) {
        return Optional.ofNullable(note).orElseThrow(() -> new NoSuchElementException("There is no note " + id + "."));
    }

    private static Response note(Status status, long id, String text) {
        StringBuilder json = new StringBuilder();
        write(JsonWriter.compact(json::append, JsonEscaping.MINIMAL), id, text);
        return Responses.json(status, json.toString());
    }

    private static void write(JsonWriter json, long id, String text) {
        json.beginObject().member("id", id).member("text", text).endObject();
    }

    private static Response error(Status status, String message) {
        StringBuilder json = new StringBuilder();
        JsonWriter.compact(json::append, JsonEscaping.MINIMAL)
                .beginObject()
                .member("error", message)
                .endObject();
        return Responses.json(status, json.toString());
    }

    /** Serves on port 8080 until the process is stopped. */
    public static void main(String[] args) throws IOException, InterruptedException {
        try (HttpServer server = start(8080)) {
            System.out.println("Listening on port " + server.port());
            server.awaitEnd();
        }
    }
}
