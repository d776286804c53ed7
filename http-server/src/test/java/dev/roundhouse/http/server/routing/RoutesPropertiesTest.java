package dev.roundhouse.http.server.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.semantics.UriPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tree of segments selects the same route as a search through the list of templates. */
class RoutesPropertiesTest {
    private static final int SEEDS = 3_000;
    private static final String[] TEMPLATE_SEGMENTS = {"a", "b", "ab", "ba", "a.", "{x}", "{y}", "{z}"};
    private static final String[] PATH_SEGMENTS = {
        "a", "b", "ab", "ba", "a.", "c", "%61", "%62a", "", ".", "..", "%2e", "a%2Fb", "%", "%C3%A4", "%FF", "a%5C", "*"
    };

    private int matched;

    /** A template with a search by its definition: compares segment by segment. */
    private record NaiveTemplate(String text) {
        private List<String> segments() {
            return Stream.of(text.substring(1).split("/", -1))
                    .filter(segment -> !segment.isEmpty())
                    .toList();
        }

        private boolean endsWithSlash() {
            return text.endsWith("/");
        }

        private boolean hasRest() {
            return text.endsWith("*}");
        }

        boolean matches(UriPath path) {
            List<String> own = segments();
            int fixed = hasRest() ? own.size() - 1 : own.size();
            List<String> names = path.segments();
            if (names.size() < fixed) {
                return false;
            }
            for (int i = 0; i < fixed; i++) {
                if (!own.get(i).startsWith("{") && !own.get(i).equals(names.get(i))) {
                    return false;
                }
            }
            return hasRest()
                    ? names.size() > fixed || path.endsWithSlash()
                    : names.size() == fixed && path.endsWithSlash() == endsWithSlash();
        }

        /** Sorts names before parameters before the rest, from left to right. */
        String rank() {
            StringBuilder rank = new StringBuilder();
            for (String segment : segments()) {
                rank.append(segment.endsWith("*}") ? '2' : segment.startsWith("{") ? '1' : '0');
            }
            return rank.toString();
        }

        String shape() {
            return text.replaceAll("\\{[a-z]+\\}", "{}").replaceAll("\\{[a-z]+\\*\\}", "{*}");
        }
    }

    @Test
    void tree_selects_the_same_route_as_a_search_through_the_list() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            compare(new SplittableRandom(seed), seed);
        }
        // Otherwise the property is about 404 alone.
        assertEquals(true, matched > SEEDS, () -> "only " + matched + " matches");
    }

    private void compare(SplittableRandom random, long seed) {
        List<NaiveTemplate> templates = new ArrayList<>();
        Routes routes = Routes.of();
        for (int i = random.nextInt(1, 12); i > 0; i--) {
            NaiveTemplate template = new NaiveTemplate(template(random));
            if (templates.stream().noneMatch(other -> other.shape().equals(template.shape()))) {
                templates.add(template);
                routes = routes.get(
                        template.text(), request -> new Response(Status.OK, Headers.EMPTY, Body.of(template.text())));
            }
        }
        for (int i = 0; i < 20; i++) {
            String path = path(random);
            Optional<String> expected = expected(templates, path);
            matched += expected.isPresent() ? 1 : 0;
            assertEquals(expected, actual(routes, path), () -> "seed " + seed + ", " + path + " of " + templates);
        }
    }

    private static Optional<String> expected(List<NaiveTemplate> templates, String path) {
        return UriPath.parse(path)
                .flatMap(parsed -> templates.stream()
                        .filter(template -> template.matches(parsed))
                        .min((a, b) -> a.rank().compareTo(b.rank()))
                        .map(NaiveTemplate::text));
    }

    private static Optional<String> actual(Routes routes, String path) {
        try {
            Response response =
                    (Response) routes.handle(Request.get("example", path)).await();
            return response.status().equals(Status.OK)
                    ? Optional.of(StandardCharsets.UTF_8
                            .decode(((Body.Bytes) response.body()).bytes().duplicate())
                            .toString())
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String template(SplittableRandom random) {
        List<String> segments = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            String segment = TEMPLATE_SEGMENTS[random.nextInt(TEMPLATE_SEGMENTS.length)];
            if (!segment.startsWith("{") || !segments.contains(segment)) {
                segments.add(segment);
            }
        }
        int end = random.nextInt(4);
        if (end == 0) {
            return "/"
                    + Stream.concat(segments.stream(), Stream.of("{rest*}"))
                            .reduce((a, b) -> a + "/" + b)
                            .orElseThrow();
        }
        String joined = "/" + String.join("/", segments);
        return end == 1 && !segments.isEmpty() ? joined + "/" : joined;
    }

    private static String path(SplittableRandom random) {
        StringBuilder path = new StringBuilder();
        for (int i = random.nextInt(1, 5); i > 0; i--) {
            int rare = random.nextInt(4) == 0 ? PATH_SEGMENTS.length : 6;
            path.append('/').append(PATH_SEGMENTS[random.nextInt(rare)]);
        }
        return random.nextInt(4) == 0 ? path.append('/').toString() : path.toString();
    }
}
