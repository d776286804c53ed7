package dev.roundhouse.http.hpack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The blocks of one connection in a file of hpack-test-case, which is JSON of a fixed structure. */
record HpackStory(List<Case> cases) {
    /** A string with its quotation marks, a number, a literal name, or a punctuation mark. */
    private static final Pattern TOKEN = Pattern.compile("\"(?:[^\"\\\\]++|\\\\.)*+\"|[-\\w.]+|[\\[\\]{}:,]");

    /** A block, its fields, and the size of the table that the receiver has announced before it. */
    record Case(String block, List<HpackField> fields, OptionalInt tableBytes) {}

    static HpackStory read(Path file) throws IOException {
        List<String> tokens = TOKEN.matcher(Files.readString(file))
                .results()
                .map(result -> result.group())
                .toList();
        List<Case> cases = new ArrayList<>();
        int end = tokens.size() - 1;
        for (int i = tokens.indexOf("\"cases\"") + 3; i < end && !tokens.get(i).equals("]"); ) {
            int next = endOfObject(tokens, i);
            cases.add(step(tokens.subList(i + 1, next - 1)));
            i = tokens.get(next).equals(",") ? next + 1 : next;
        }
        return new HpackStory(cases);
    }

    private static int endOfObject(List<String> tokens, int from) {
        int depth = 0;
        int i = from;
        do {
            depth += tokens.get(i).equals("{") ? 1 : tokens.get(i).equals("}") ? -1 : 0;
            i++;
        } while (depth > 0);
        return i;
    }

    private static Case step(List<String> tokens) {
        String block = "";
        List<HpackField> fields = new ArrayList<>();
        OptionalInt tableBytes = OptionalInt.empty();
        boolean inFields = false;
        for (int i = 1; i + 1 < tokens.size(); i++) {
            if (!tokens.get(i).equals(":")) {
                inFields &= !tokens.get(i).equals("]");
                continue;
            }
            String name = text(tokens.get(i - 1));
            String value = text(tokens.get(i + 1));
            if (inFields) {
                fields.add(new HpackField(name, value));
            } else if (name.equals("headers")) {
                inFields = true;
            } else if (name.equals("wire")) {
                block = value;
            } else if (name.equals("header_table_size") && !value.equals("null")) {
                tableBytes = OptionalInt.of(Integer.parseInt(value));
            }
        }
        return new Case(block, fields, tableBytes);
    }

    private static String text(String token) {
        if (!token.startsWith("\"")) {
            return token;
        }
        Matcher escapes = Pattern.compile("\\\\(.)").matcher(token.substring(1, token.length() - 1));
        return escapes.replaceAll(result -> {
            String escaped = result.group(1);
            if (!escaped.equals("\"") && !escaped.equals("/") && !escaped.equals("\\")) {
                throw new IllegalArgumentException("unexpected escape in " + token);
            }
            return Matcher.quoteReplacement(escaped);
        });
    }
}
