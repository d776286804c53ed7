package dev.roundhouse.http.handlers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.roundhouse.http.handlers.FileResponseModel.DateCondition;
import dev.roundhouse.http.handlers.FileResponseModel.ExpectedRepresentation;
import dev.roundhouse.http.handlers.FileResponseModel.ExpectedResponse;
import dev.roundhouse.http.handlers.FileResponseModel.Forms;
import dev.roundhouse.http.handlers.FileResponseModel.TagCondition;
import dev.roundhouse.http.handlers.options.EntityTagSource;
import dev.roundhouse.http.handlers.options.FileOptions;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.semantics.HttpDate;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** For random files, conditions, ranges and codings, the response is the one that {@link FileResponseModel} computes. */
class FilesPropertyTest {
    private static final long SEED = 20_261_123;
    private static final int FILES = 60;
    private static final int REQUESTS = 60;
    private static final List<String> EXTENSIONS = List.of(".txt", ".bin", ".js", ".png", ".html", "");
    private static final List<String> CODINGS = List.of("br", "zstd", "gzip");

    @TempDir
    private Path directory;

    private final SplittableRandom random = new SplittableRandom(SEED);

    /** A written file and its sidecars by coding. */
    private record WrittenFile(String name, byte[] bytes, Instant modified, Map<String, byte[]> sidecars) {
        private boolean isText() {
            return name.endsWith(".txt") || name.endsWith(".js") || name.endsWith(".html");
        }
    }

    @Test
    void responses_equal_the_model_without_cache() throws IOException {
        send(new SiteFixtureDirectory(directory, SiteFixtureDirectory.UNCACHED), false, false);
    }

    @Test
    void responses_equal_the_model_with_cache() throws IOException {
        send(new SiteFixtureDirectory(directory, SiteFixtureDirectory.CACHING), true, false);
    }

    @Test
    void responses_equal_the_model_with_a_small_cache() throws IOException {
        send(new SiteFixtureDirectory(directory, FileOptions.DEFAULT.withCacheBytes(400_000)), true, false);
    }

    @Test
    void responses_equal_the_model_with_content_tags() throws IOException {
        send(
                new SiteFixtureDirectory(
                        directory, SiteFixtureDirectory.CACHING.withEntityTags(EntityTagSource.CONTENT)),
                true,
                true);
    }

    private void send(SiteFixtureDirectory siteFixtureDirectory, boolean compresses, boolean hashes)
            throws IOException {
        List<WrittenFile> files = new ArrayList<>();
        for (int i = 0; i < FILES; i++) {
            files.add(write(siteFixtureDirectory, i));
        }
        long before = openFiles();
        for (int i = 0; i < FILES * REQUESTS; i++) {
            WrittenFile file = files.get(random.nextInt(FILES));
            String context = "seed " + SEED + ", request " + i + ", file " + file.name();
            Map<String, Integer> accepted = accepted();
            ExpectedRepresentation expectedRepresentation = show(siteFixtureDirectory, file, accepted, context);
            checkFullResponse(file, accepted, expectedRepresentation, compresses, hashes, context);
            checkConditional(siteFixtureDirectory, file, accepted, expectedRepresentation, context);
        }
        long leaked = openFiles() - before;
        assertTrue(leaked < FILES, "files left open: " + leaked);
    }

    /** The number of open descriptors of this process, or 0 if the system does not report it. */
    private static long openFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? system.getOpenFileDescriptorCount()
                : 0;
    }

    private WrittenFile write(SiteFixtureDirectory siteFixtureDirectory, int index) throws IOException {
        int length = random.nextInt(4) == 0 ? random.nextInt(3) : random.nextInt(1 << (5 + random.nextInt(12)));
        String name = "f" + index + EXTENSIONS.get(random.nextInt(EXTENSIONS.size()));
        Instant modified = random.nextInt(4) == 0
                ? SiteFixtureDirectory.NOON.minusMillis(random.nextInt(4000))
                : SiteFixtureDirectory.MORNING.minusNanos(random.nextInt(2_000_000_000));
        byte[] bytes = content(length);
        write(siteFixtureDirectory, name, bytes, modified);
        Map<String, byte[]> sidecars = new LinkedHashMap<>();
        for (String coding : CODINGS) {
            if (random.nextInt(5) == 0) {
                byte[] sidecar = content(20 + random.nextInt(3000));
                boolean stale = random.nextInt(4) == 0;
                String suffix =
                        Map.of("br", ".br", "zstd", ".zst", "gzip", ".gz").get(coding);
                write(siteFixtureDirectory, name + suffix, sidecar, stale ? modified.minusMillis(1) : modified);
                if (!stale) {
                    sidecars.put(coding, sidecar);
                }
            }
        }
        return new WrittenFile(name, bytes, modified, sidecars);
    }

    private static void write(SiteFixtureDirectory siteFixtureDirectory, String name, byte[] bytes, Instant modified)
            throws IOException {
        Path file = Files.write(siteFixtureDirectory.root.resolve(name), bytes);
        Files.setLastModifiedTime(file, FileTime.from(modified));
    }

    /** Repeated words, which can be compressed, or random bytes, which cannot. */
    private byte[] content(int length) {
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append("word").append(random.nextInt(100)).append('\n');
        }
        return text.substring(0, length).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Codings and their weights in tenths, in the order of the header; empty if it is not sent. */
    private Map<String, Integer> accepted() {
        Map<String, Integer> accepted = new LinkedHashMap<>();
        if (random.nextInt(3) > 0) {
            for (String coding : List.of("gzip", "deflate", "br", "zstd", "identity")) {
                if (random.nextBoolean()) {
                    accepted.put(coding, random.nextInt(3) == 0 ? random.nextInt(11) : 10);
                }
            }
        }
        return accepted;
    }

    private static List<String> fields(Map<String, Integer> accepted) {
        if (accepted.isEmpty()) {
            return List.of();
        }
        List<String> members = accepted.entrySet().stream()
                .map(entry -> entry.getKey()
                        + (entry.getValue() == 10 ? "" : ";q=" + entry.getValue() / 10 + "." + entry.getValue() % 10))
                .toList();
        return List.of("Accept-Encoding", String.join(", ", members));
    }

    private static Map<String, String> fields(Response response) {
        Map<String, String> fields = new TreeMap<>();
        response.headers()
                .forEach(fieldLine ->
                        assertEquals(null, fields.put(fieldLine.name(), fieldLine.value()), fieldLine.name()));
        return fields;
    }

    private static ExpectedRepresentation show(
            SiteFixtureDirectory siteFixtureDirectory, WrittenFile file, Map<String, Integer> accepted, String context)
            throws IOException {
        Response response =
                siteFixtureDirectory.get("/" + file.name(), fields(accepted).toArray(String[]::new));
        assertEquals(200, response.status().code(), context);
        Map<String, String> fields = fields(response);
        String tag = fields.getOrDefault("ETag", "");
        Optional<String> opaque =
                tag.isEmpty() ? Optional.empty() : Optional.of(tag.substring(tag.indexOf('"') + 1, tag.length() - 1));
        long modified = Math.floorDiv(file.modified().toEpochMilli(), 1000L);
        return new ExpectedRepresentation(
                fields, SiteFixtureDirectory.bytes(response.body()), modified, opaque, tag.startsWith("W/"));
    }

    /** Checks a full response, and that it has the representation with the highest quality. */
    private static void checkFullResponse(
            WrittenFile file,
            Map<String, Integer> accepted,
            ExpectedRepresentation expectedRepresentation,
            boolean compresses,
            boolean hashes,
            String context)
            throws IOException {
        boolean made = compresses && file.sidecars().isEmpty() && file.isText() && file.bytes().length >= 1024;
        String coding = best(
                accepted,
                made
                        ? CODINGS
                        : CODINGS.stream().filter(file.sidecars()::containsKey).toList());
        assertEquals(
                coding,
                expectedRepresentation.fields().getOrDefault("Content-Encoding", "identity"),
                context + accepted);
        byte[] sidecar = file.sidecars().get(coding);
        assertArrayEquals(
                sidecar == null ? file.bytes() : sidecar,
                sidecar == null
                        ? ContentDecoder.from(coding, expectedRepresentation.bytes())
                        : expectedRepresentation.bytes(),
                context);
        assertEquals(
                made || !file.sidecars().isEmpty() ? "Accept-Encoding" : null,
                expectedRepresentation.fields().get("Vary"),
                context);
        assertEquals("bytes", expectedRepresentation.fields().get("Accept-Ranges"), context);
        assertEquals(
                HttpDate.format(expectedRepresentation.lastModified()),
                expectedRepresentation.fields().get("Last-Modified"),
                context);
        if (!hashes && !(made && !coding.equals("identity"))) {
            long nanos = file.modified().getEpochSecond() * 1_000_000_000L
                    + file.modified().getNano();
            boolean young =
                    SiteFixtureDirectory.NOON.toEpochMilli() - file.modified().toEpochMilli() < 2000;
            String opaque = String.format("%x-%x", expectedRepresentation.bytes().length, nanos)
                    + (coding.equals("identity") ? "" : "-" + coding);
            assertEquals(
                    (young ? "W/" : "") + '"' + opaque + '"',
                    expectedRepresentation.fields().get("ETag"),
                    context);
        } else {
            assertFalse(expectedRepresentation.weak(), context);
        }
    }

    /** The coding of the largest weight. Of equal weights identity is last, unless only it is named; then the server's order. */
    private static String best(Map<String, Integer> accepted, List<String> available) {
        String best = "identity";
        double weight = accepted.containsKey("identity") ? accepted.get("identity") : 0.01;
        boolean bestIsIdentity = true;
        for (String coding : available) {
            double candidate = accepted.getOrDefault(coding, 0);
            boolean better = candidate > weight || (candidate == weight && bestIsIdentity);
            if (candidate > 0 && better) {
                best = coding;
                weight = candidate;
                bestIsIdentity = false;
            }
        }
        return best;
    }

    private void checkConditional(
            SiteFixtureDirectory siteFixtureDirectory,
            WrittenFile file,
            Map<String, Integer> accepted,
            ExpectedRepresentation expectedRepresentation,
            String context)
            throws IOException {
        Forms forms = forms(siteFixtureDirectory, file, accepted, expectedRepresentation, context);
        FileResponseModel model = new FileResponseModel(random, forms.identity().bytes().length);
        List<String> fields = new ArrayList<>(fields(accepted));
        tags(fields, "If-Match", model.ifMatch, forms.named());
        since(fields, "If-Unmodified-Since", model.ifUnmodifiedSince, expectedRepresentation);
        tags(fields, "If-None-Match", model.ifNoneMatch, forms.named());
        since(fields, "If-Modified-Since", model.ifModifiedSince, expectedRepresentation);
        if (model.ifRangeDated) {
            fields.addAll(List.of("If-Range", HttpDate.format(expectedRepresentation.lastModified())));
        } else {
            tags(fields, "If-Range", model.ifRange, forms.namedByIfRange());
        }
        if (!model.ranges.isEmpty()) {
            String ranges = model.ranges.toString();
            fields.addAll(List.of("Range", "bytes=" + ranges.substring(1, ranges.length() - 1)));
        }
        Method method = model.head ? Method.HEAD : Method.GET;
        String label = context + ", " + method + " " + fields;
        ExpectedResponse expectedResponse = model.respond(forms);
        Response response = siteFixtureDirectory.send(method, "/" + file.name(), fields.toArray(String[]::new));
        assertEquals(expectedResponse.status(), response.status().code(), label);
        check(expectedResponse, response, label);
    }

    /** Every representation of the file, each requested alone, and whether the client accepts it. */
    private Forms forms(
            SiteFixtureDirectory siteFixtureDirectory,
            WrittenFile file,
            Map<String, Integer> accepted,
            ExpectedRepresentation best,
            String context)
            throws IOException {
        ExpectedRepresentation identity = show(siteFixtureDirectory, file, Map.of(), context);
        List<ExpectedRepresentation> all = new ArrayList<>(List.of(identity));
        Map<String, ExpectedRepresentation> byCoding = new LinkedHashMap<>();
        for (String coding : CODINGS) {
            ExpectedRepresentation expectedRepresentation =
                    show(siteFixtureDirectory, file, Map.of(coding, 10), context);
            if (expectedRepresentation.isCoded()) {
                byCoding.put(coding, expectedRepresentation);
                all.add(expectedRepresentation);
            }
        }
        List<ExpectedRepresentation> coded = new ArrayList<>();
        List<String> left = new ArrayList<>(byCoding.keySet());
        for (String coding = best(accepted, left); !coding.equals("identity"); coding = best(accepted, left)) {
            coded.add(byCoding.get(coding));
            left.remove(coding);
        }
        ExpectedRepresentation named = random.nextBoolean() ? best : all.get(random.nextInt(all.size()));
        ExpectedRepresentation byIfRange = random.nextBoolean() ? best : all.get(random.nextInt(all.size()));
        boolean isExcluded = Integer.valueOf(0).equals(accepted.get("identity"));
        boolean plainOnly = best(accepted, CODINGS).equals("identity");
        return new Forms(best, identity, isExcluded, coded, named, byIfRange, plainOnly);
    }

    private static void check(ExpectedResponse expectedResponse, Response response, String label) throws IOException {
        Map<String, String> sent = fields(response);
        String type = sent.getOrDefault("Content-Type", "");
        String boundary = "";
        if (type.startsWith("multipart/byteranges; boundary=")) {
            boundary = type.substring(type.indexOf('=') + 1);
            sent.put("Content-Type", type.replace(boundary, "?"));
        }
        assertEquals(new TreeMap<>(expectedResponse.fields()), sent, label);
        byte[] bytes = SiteFixtureDirectory.bytes(response.body());
        if (expectedResponse.bytes() != null) {
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            String masked = boundary.isEmpty() ? text : text.replace("--" + boundary, "--?");
            assertEquals(new String(expectedResponse.bytes(), StandardCharsets.ISO_8859_1), masked, label);
        }
    }

    private static void tags(
            List<String> fields,
            String name,
            TagCondition tagCondition,
            ExpectedRepresentation expectedRepresentation) {
        String opaque = '"' + expectedRepresentation.opaque().orElse("none") + '"';
        String current = (expectedRepresentation.weak() ? "W/" : "") + opaque;
        String value = switch (tagCondition) {
            case NOT_SENT -> "";
            case ANY -> "*";
            case CURRENT -> current;
            case CURRENT_AS_WEAK -> "W/" + opaque;
            case OTHER -> "\"other\"";
            case OTHER_AND_CURRENT -> "W/\"a,b\" , " + current;
            case BROKEN -> opaque.substring(1);
        };
        if (!value.isEmpty()) {
            fields.addAll(List.of(name, value));
        }
    }

    private static void since(
            List<String> fields,
            String name,
            DateCondition dateCondition,
            ExpectedRepresentation expectedRepresentation) {
        String value = switch (dateCondition) {
            case NOT_SENT -> "";
            case BEFORE -> HttpDate.format(expectedRepresentation.lastModified() - 1);
            case SAME -> HttpDate.format(expectedRepresentation.lastModified());
            case AFTER -> HttpDate.format(expectedRepresentation.lastModified() + 1);
            case BROKEN -> "yesterday";
        };
        if (!value.isEmpty()) {
            fields.addAll(List.of(name, value));
        }
    }
}
