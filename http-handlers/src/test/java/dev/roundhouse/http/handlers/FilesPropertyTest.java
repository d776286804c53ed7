package dev.roundhouse.http.handlers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.roundhouse.http.handlers.FileModel.DateCondition;
import dev.roundhouse.http.handlers.FileModel.ExpectedRepresentation;
import dev.roundhouse.http.handlers.FileModel.ExpectedResponse;
import dev.roundhouse.http.handlers.FileModel.Forms;
import dev.roundhouse.http.handlers.FileModel.TagCondition;
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

/** Any file, any conditions, any ranges, any codings: the answer is the one that {@link FileModel} computes. */
class FilesPropertyTest {
    private static final long SEED = 20_261_123;
    private static final int FILES = 60;
    private static final int QUESTIONS = 60;
    private static final List<String> EXTENSIONS = List.of(".txt", ".bin", ".js", ".png", ".html", "");
    private static final List<String> CODINGS = List.of("br", "zstd", "gzip");

    @TempDir
    private Path directory;

    private final SplittableRandom random = new SplittableRandom(SEED);

    /** A file that was written, and its twins by coding. */
    private record WrittenFile(String name, byte[] octets, Instant modified, Map<String, byte[]> twins) {
        private boolean isText() {
            return name.endsWith(".txt") || name.endsWith(".js") || name.endsWith(".html");
        }
    }

    @Test
    void answers_as_the_model_does_without_a_cache() throws IOException {
        ask(new SiteFixtureDirectory(directory, SiteFixtureDirectory.FORGETFUL), false, false);
    }

    @Test
    void answers_as_the_model_does_from_the_cache() throws IOException {
        ask(new SiteFixtureDirectory(directory, SiteFixtureDirectory.REMEMBERING), true, false);
    }

    @Test
    void answers_as_the_model_does_from_a_cache_too_small_for_everything() throws IOException {
        ask(new SiteFixtureDirectory(directory, FileOptions.DEFAULT.withCacheBytes(400_000)), true, false);
    }

    @Test
    void answers_as_the_model_does_with_tags_made_from_content() throws IOException {
        ask(
                new SiteFixtureDirectory(
                        directory, SiteFixtureDirectory.REMEMBERING.withEntityTags(EntityTagSource.CONTENT)),
                true,
                true);
    }

    private void ask(SiteFixtureDirectory site, boolean compresses, boolean hashes) throws IOException {
        List<WrittenFile> files = new ArrayList<>();
        for (int i = 0; i < FILES; i++) {
            files.add(write(site, i));
        }
        long before = openFiles();
        for (int i = 0; i < FILES * QUESTIONS; i++) {
            WrittenFile file = files.get(random.nextInt(FILES));
            String context = "seed " + SEED + ", question " + i + ", file " + file.name();
            Map<String, Integer> accepted = accepted();
            ExpectedRepresentation shown = show(site, file, accepted, context);
            checkWhole(file, accepted, shown, compresses, hashes, context);
            checkConditional(site, file, accepted, shown, context);
        }
        long leaked = openFiles() - before;
        assertTrue(leaked < FILES, "files left open: " + leaked);
    }

    /** How many descriptors this process holds, where the system tells it. */
    private static long openFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? system.getOpenFileDescriptorCount()
                : 0;
    }

    private WrittenFile write(SiteFixtureDirectory site, int index) throws IOException {
        int length = random.nextInt(4) == 0 ? random.nextInt(3) : random.nextInt(1 << (5 + random.nextInt(12)));
        String name = "f" + index + EXTENSIONS.get(random.nextInt(EXTENSIONS.size()));
        Instant modified = random.nextInt(4) == 0
                ? SiteFixtureDirectory.NOON.minusMillis(random.nextInt(4000))
                : SiteFixtureDirectory.MORNING.minusNanos(random.nextInt(2_000_000_000));
        byte[] octets = content(length);
        write(site, name, octets, modified);
        Map<String, byte[]> twins = new LinkedHashMap<>();
        for (String coding : CODINGS) {
            if (random.nextInt(5) == 0) {
                byte[] twin = content(20 + random.nextInt(3000));
                boolean stale = random.nextInt(4) == 0;
                String suffix =
                        Map.of("br", ".br", "zstd", ".zst", "gzip", ".gz").get(coding);
                write(site, name + suffix, twin, stale ? modified.minusMillis(1) : modified);
                if (!stale) {
                    twins.put(coding, twin);
                }
            }
        }
        return new WrittenFile(name, octets, modified, twins);
    }

    private static void write(SiteFixtureDirectory site, String name, byte[] octets, Instant modified)
            throws IOException {
        Path file = Files.write(site.root.resolve(name), octets);
        Files.setLastModifiedTime(file, FileTime.from(modified));
    }

    /** Words, so that it can be compressed, or not. */
    private byte[] content(int length) {
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append("word").append(random.nextInt(100)).append('\n');
        }
        return text.substring(0, length).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Codings and their weights in tenths, in the order of the field; empty when it is not sent. */
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
        response.headers().forEach(field -> assertEquals(null, fields.put(field.name(), field.value()), field.name()));
        return fields;
    }

    private static ExpectedRepresentation show(
            SiteFixtureDirectory site, WrittenFile file, Map<String, Integer> accepted, String context)
            throws IOException {
        Response response = site.get("/" + file.name(), fields(accepted).toArray(String[]::new));
        assertEquals(200, response.status().code(), context);
        Map<String, String> fields = fields(response);
        String tag = fields.getOrDefault("ETag", "");
        Optional<String> opaque =
                tag.isEmpty() ? Optional.empty() : Optional.of(tag.substring(tag.indexOf('"') + 1, tag.length() - 1));
        long modified = Math.floorDiv(file.modified().toEpochMilli(), 1000L);
        return new ExpectedRepresentation(
                fields, SiteFixtureDirectory.octets(response.body()), modified, opaque, tag.startsWith("W/"));
    }

    /** What is said of the whole, and that it is the form that the client likes best. */
    private static void checkWhole(
            WrittenFile file,
            Map<String, Integer> accepted,
            ExpectedRepresentation shown,
            boolean compresses,
            boolean hashes,
            String context)
            throws IOException {
        boolean made = compresses && file.twins().isEmpty() && file.isText() && file.octets().length >= 1024;
        String coding = best(
                accepted,
                made
                        ? CODINGS
                        : CODINGS.stream().filter(file.twins()::containsKey).toList());
        assertEquals(coding, shown.fields().getOrDefault("Content-Encoding", "identity"), context + accepted);
        byte[] twin = file.twins().get(coding);
        assertArrayEquals(
                twin == null ? file.octets() : twin,
                twin == null ? ContentDecoder.from(coding, shown.octets()) : shown.octets(),
                context);
        assertEquals(
                made || !file.twins().isEmpty() ? "Accept-Encoding" : null,
                shown.fields().get("Vary"),
                context);
        assertEquals("bytes", shown.fields().get("Accept-Ranges"), context);
        assertEquals(HttpDate.format(shown.lastModified()), shown.fields().get("Last-Modified"), context);
        if (!hashes && !(made && !coding.equals("identity"))) {
            long nanos = file.modified().getEpochSecond() * 1_000_000_000L
                    + file.modified().getNano();
            boolean young =
                    SiteFixtureDirectory.NOON.toEpochMilli() - file.modified().toEpochMilli() < 2000;
            String opaque = String.format("%x-%x", shown.octets().length, nanos)
                    + (coding.equals("identity") ? "" : "-" + coding);
            assertEquals(
                    (young ? "W/" : "") + '"' + opaque + '"', shown.fields().get("ETag"), context);
        } else {
            assertFalse(shown.weak(), context);
        }
    }

    /** The largest weight; among equals identity last, unless only it is named; then the server's order. */
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
            SiteFixtureDirectory site,
            WrittenFile file,
            Map<String, Integer> accepted,
            ExpectedRepresentation shown,
            String context)
            throws IOException {
        Forms forms = forms(site, file, accepted, shown, context);
        FileModel model = new FileModel(random, forms.identity().octets().length);
        List<String> fields = new ArrayList<>(fields(accepted));
        tags(fields, "If-Match", model.ifMatch, forms.named());
        since(fields, "If-Unmodified-Since", model.ifUnmodifiedSince, shown);
        tags(fields, "If-None-Match", model.ifNoneMatch, forms.named());
        since(fields, "If-Modified-Since", model.ifModifiedSince, shown);
        if (model.ifRangeDated) {
            fields.addAll(List.of("If-Range", HttpDate.format(shown.lastModified())));
        } else {
            tags(fields, "If-Range", model.ifRange, forms.namedByIfRange());
        }
        if (!model.ranges.isEmpty()) {
            String ranges = model.ranges.toString();
            fields.addAll(List.of("Range", "bytes=" + ranges.substring(1, ranges.length() - 1)));
        }
        Method method = model.head ? Method.HEAD : Method.GET;
        String question = context + ", " + method + " " + fields;
        ExpectedResponse expected = model.answer(forms);
        Response answer = site.ask(method, "/" + file.name(), fields.toArray(String[]::new));
        assertEquals(expected.status(), answer.status().code(), question);
        check(expected, answer, question);
    }

    /** Every form of the file that there is, each asked for alone, and what the client thinks of it. */
    private Forms forms(
            SiteFixtureDirectory site,
            WrittenFile file,
            Map<String, Integer> accepted,
            ExpectedRepresentation best,
            String context)
            throws IOException {
        ExpectedRepresentation identity = show(site, file, Map.of(), context);
        List<ExpectedRepresentation> all = new ArrayList<>(List.of(identity));
        Map<String, ExpectedRepresentation> byCoding = new LinkedHashMap<>();
        for (String coding : CODINGS) {
            ExpectedRepresentation shown = show(site, file, Map.of(coding, 10), context);
            if (shown.isCoded()) {
                byCoding.put(coding, shown);
                all.add(shown);
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
        boolean refused = Integer.valueOf(0).equals(accepted.get("identity"));
        boolean plainOnly = best(accepted, CODINGS).equals("identity");
        return new Forms(best, identity, refused, coded, named, byIfRange, plainOnly);
    }

    private static void check(ExpectedResponse expected, Response answer, String question) throws IOException {
        Map<String, String> said = fields(answer);
        String type = said.getOrDefault("Content-Type", "");
        String boundary = "";
        if (type.startsWith("multipart/byteranges; boundary=")) {
            boundary = type.substring(type.indexOf('=') + 1);
            said.put("Content-Type", type.replace(boundary, "?"));
        }
        assertEquals(new TreeMap<>(expected.fields()), said, question);
        byte[] octets = SiteFixtureDirectory.octets(answer.body());
        if (expected.octets() != null) {
            String text = new String(octets, StandardCharsets.ISO_8859_1);
            String masked = boundary.isEmpty() ? text : text.replace("--" + boundary, "--?");
            assertEquals(new String(expected.octets(), StandardCharsets.ISO_8859_1), masked, question);
        }
    }

    private static void tags(List<String> fields, String name, TagCondition tags, ExpectedRepresentation shown) {
        String opaque = '"' + shown.opaque().orElse("none") + '"';
        String current = (shown.weak() ? "W/" : "") + opaque;
        String value = switch (tags) {
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

    private static void since(List<String> fields, String name, DateCondition since, ExpectedRepresentation shown) {
        String value = switch (since) {
            case NOT_SENT -> "";
            case BEFORE -> HttpDate.format(shown.lastModified() - 1);
            case SAME -> HttpDate.format(shown.lastModified());
            case AFTER -> HttpDate.format(shown.lastModified() + 1);
            case BROKEN -> "yesterday";
        };
        if (!value.isEmpty()) {
            fields.addAll(List.of(name, value));
        }
    }
}
