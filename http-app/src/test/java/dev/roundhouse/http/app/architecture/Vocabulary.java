package dev.roundhouse.http.app.architecture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The words of build-checks/words.txt, and where a file uses one of them. */
final class Vocabulary {
    /** Between "hidden" and "File", and between "HTTP" and "File". */
    private static final Pattern CAMEL_CASE = Pattern.compile("(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

    private static final Pattern NOT_LETTERS = Pattern.compile("[^A-Za-z]+");

    private final Map<String, String> terms = new LinkedHashMap<>();
    private final List<String> allowed = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();
    private final Pattern anyWord;

    private Vocabulary(String list) {
        list.lines().map(String::strip).forEach(this::add);
        String alternatives = String.join("|", terms.keySet());
        this.anyWord = Pattern.compile("(?<= )(" + alternatives + ")(?= )");
    }

    static Vocabulary parse(String list) {
        return new Vocabulary(list);
    }

    private void add(String line) {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        if (line.startsWith("allow ")) {
            allowed.add(line.substring("allow ".length()));
        } else if (line.startsWith("skip ")) {
            skipped.add(line.substring("skip ".length()));
        } else {
            String[] sides = line.split(" -> ", 2);
            if (sides.length < 2) {
                throw new IllegalArgumentException("not 'word -> standard term': " + line);
            }
            for (String word : sides[0].split(",")) {
                terms.put(word.strip(), sides[1].strip());
            }
        }
    }

    /** Each word with its standard term. */
    Map<String, String> terms() {
        return terms;
    }

    boolean skips(SourceFile file) {
        return skipped.stream().anyMatch(file.path()::contains);
    }

    /** One line for each use: where, which word, the standard term, and the line itself. */
    List<String> findings(SourceFile file) {
        List<String> findings = new ArrayList<>();
        find(file.path(), file.path(), findings);
        int number = 0;
        for (String line : (Iterable<String>) file.text().lines()::iterator) {
            number++;
            find(file.path() + ":" + number, line, findings);
        }
        return findings;
    }

    private void find(String place, String line, List<String> findings) {
        String rest = line;
        for (String text : allowed) {
            rest = rest.replace(text, " ");
        }
        String spaced = NOT_LETTERS.matcher(rest).replaceAll(" ");
        String words = " " + CAMEL_CASE.matcher(spaced).replaceAll(" ").toLowerCase(Locale.ROOT) + " ";
        anyWord.matcher(words).results().forEach(match -> {
            String word = match.group();
            findings.add(place + ": '" + word + "', use: " + terms.get(word) + " | " + line.strip());
        });
    }
}
