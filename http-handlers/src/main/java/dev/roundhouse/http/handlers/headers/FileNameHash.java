package dev.roundhouse.http.handlers.headers;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Distinguishes hashes, in the alphabets and lengths that bundlers use, from words, dates, versions and numbers.
 *
 * <p>Hexadecimal digits: 8, 12 or 16 to 128 of them. Base 32: 8 capital letters and digits from 2 to 7. Base 64: 8 letters,
 * digits, hyphens and underscores. Words have few changes between letters and digits, or between small and capital letters, and
 * consist of common pairs of letters; hashes have many changes and rare pairs. These positions are counted; text with too few of
 * them does not count as a hash.
 */
final class FileNameHash {
    private static final int SHORT = 8;

    /** Minimum number of positions that are unusual in words, for files that bundlers generate; other files need one more. */
    private static final int MIN_UNUSUAL = 3;

    private static final Set<Integer> LONG = Set.of(16, 20, 32, 40, 64, 96, 128);

    private static final Pattern HEXADECIMAL = Pattern.compile("[0-9a-f]+");
    private static final Pattern BASE_32 = Pattern.compile("[A-Z2-7]{8}");
    /** With capital and small letters: product codes, number plates and formulas have no small letters. */
    private static final Pattern BASE_64 = Pattern.compile("(?=.*[A-Z])(?=.*[a-z])[A-Za-z0-9_-]{8}");

    private static final Pattern BASE_36 = Pattern.compile("(?=.*[a-z])(?=.*[0-9])[a-z0-9]{8}");

    /** Versions 1, 4 and 7 of a UUID without its hyphens. RFC 9562 §4 */
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{12}[147][0-9a-f]{3}[89ab][0-9a-f]{15}");

    private static final Pattern YEAR = Pattern.compile("(?<![0-9])(19|20)[0-9]{2}(?![0-9])");
    private static final Pattern EPISODE = Pattern.compile("(?i)s[0-9]{1,2}e[0-9]{1,2}.*");
    private static final Pattern NUMBERED_WORD = Pattern.compile("[A-Z]+[2-7]+");
    /** A word, or several in camel case, in any language. */
    private static final Pattern WORD = Pattern.compile("[A-Z]?[a-z]+|([A-Z][a-z]+)+[0-9]*");
    /** A commit in the output of {@code git describe}. */
    private static final Pattern DESCRIBED = Pattern.compile("g[0-9a-f]{7}");
    /** Three pairs of equal digits: a colour, a mask or an address. */
    private static final Pattern PAIRED = Pattern.compile("(.*([0-9a-f])\\2){3}.*");
    /** Words spelled with digits, words of hexadecimal digits, and sequences of digits. */
    private static final Pattern SPELLED =
            Pattern.compile(".*(babe|beef|cafe|c0de|c0ffee|dead|d15ea5e|f00d|face|feed|1234|4321).*");
    /** Technical terms with letters and digits, whose changes between the two do not count. */
    private static final Pattern TERM =
            Pattern.compile("(?i).*(a11y|av1|b2[bc]|base(32|64)|co2|css3|es6|gl2|h26[45]|html5|http[23]|i18n"
                    + "|ip?v[46]|k8s|l10n|log4j|md5|mp[34]|oauth2|p2p|sql8|utf(8|16)|w3c|web[23]|x(86|64)).*");
    /** Letters that may be part of a word: at least one of them is a vowel. */
    private static final Pattern PRONOUNCEABLE = Pattern.compile("[a-f]*[ae][a-f]*");

    /** Words and months that consist of hexadecimal digits. */
    private static final Set<String> WORDS =
            Set.of(("aba abc abcd ace add ade baa bad bade bead beaded beef bed bee cab cad cafe cede dab"
                            + " dace dad dead deaf deb dec decade deed ebb fab facade face faced fad fade faded feb fed fee feed")
                    .split(" "));

    private FileNameHash() {}

    /** Whether the part of a name between two dots is a hash. */
    static boolean isAfterDot(String text, boolean isGenerated) {
        boolean isDjango = text.length() == 12 && isHexadecimal(text) && unusualPositions(text) >= MIN_UNUSUAL;
        return isDjango || isAtEnd(text, isGenerated);
    }

    /** Whether all of a name before its first dot is a hash. It has no separator, so the rules are stricter. */
    static boolean isCompleteName(String text) {
        return isAtEnd(text, false);
    }

    /**
     * Whether the text after a separator is a hash.
     *
     * @param isGenerated whether bundlers usually generate files of this type
     */
    static boolean isAtEnd(String text, boolean isGenerated) {
        if (text.length() != SHORT) {
            return isLong(text);
        }
        if (isHexadecimal(text)) {
            return isShortHexadecimal(text, isGenerated);
        }
        if (YEAR.matcher(text).find() || EPISODE.matcher(text).matches() || isNamed(text)) {
            return false;
        }
        if (BASE_32.matcher(text).matches()) {
            return isBase32(text, isGenerated);
        }
        int needed = isGenerated ? MIN_UNUSUAL : MIN_UNUSUAL + 1;
        if (BASE_64.matcher(text).matches()) {
            return unusualPositions(text) >= needed;
        }
        return BASE_36.matcher(text).matches() && unusualPositions(text) > MIN_UNUSUAL;
    }

    private static boolean isNamed(String text) {
        return WORD.matcher(text).matches()
                || TERM.matcher(text).matches()
                || DESCRIBED.matcher(text).matches();
    }

    /** Whether the text is a long sequence of hexadecimal digits that is not a word, date or number. */
    static boolean isLong(String text) {
        return LONG.contains(text.length())
                && isHexadecimal(text)
                && changes(text) >= MIN_UNUSUAL
                && !UUID.matcher(text).matches()
                && !(text.length() < 32 && YEAR.matcher(text).find());
    }

    private static boolean isHexadecimal(String text) {
        return HEXADECIMAL.matcher(text).matches();
    }

    /** Eight hexadecimal digits may also be a date, a word with a number, or a number with a letter. */
    private static boolean isShortHexadecimal(String text, boolean isGenerated) {
        int changes = changes(text);
        if (PAIRED.matcher(text).matches() || SPELLED.matcher(text).matches()) {
            return false;
        }
        if (changes == 0 || changes > 2) {
            return changes > 2;
        }
        boolean hasWord = false;
        int letters = 0;
        for (String run : text.split("[0-9]+", -1)) {
            hasWord |= WORDS.contains(run)
                    || (changes == 1 && PRONOUNCEABLE.matcher(run).matches());
            letters += run.length();
        }
        boolean isNumbered = changes == 1 ? letters < 4 : letters < (isGenerated ? 1 : 2) || isAround(text, letters);
        return !hasWord && !isNumbered && !YEAR.matcher(text).find();
    }

    /** Whether the text is a number between two letters. */
    private static boolean isAround(String text, int letters) {
        return letters == 2 && Character.isLetter(text.charAt(0));
    }

    /** Capital letters alone are an abbreviation or a title, unless nearly all pairs of them are rare. */
    private static boolean isBase32(String text, boolean isGenerated) {
        boolean isWord = rarePairs(text.toLowerCase(Locale.ROOT)) < MIN_UNUSUAL;
        if (changes(text) == 0) {
            return rarePairs(text.toLowerCase(Locale.ROOT)) > MIN_UNUSUAL;
        }
        if (isGenerated) {
            return !isWord || !NUMBERED_WORD.matcher(text).matches();
        }
        return !isWord || changes(text) >= MIN_UNUSUAL;
    }

    /** The number of changes between letters and digits. */
    private static int changes(String text) {
        int changes = 0;
        for (int i = 1; i < text.length(); i++) {
            if (Character.isDigit(text.charAt(i)) != Character.isDigit(text.charAt(i - 1))) {
                changes++;
            }
        }
        return changes;
    }

    /** The number of positions unusual in words: another kind of character, except after a capital, or a rare pair of letters. */
    private static int unusualPositions(String text) {
        int count = 0;
        for (int i = 1; i < text.length(); i++) {
            char before = text.charAt(i - 1);
            char here = text.charAt(i);
            if (!Character.isLetterOrDigit(before) || !Character.isLetterOrDigit(here)) {
                continue;
            }
            boolean inWord = Character.isLetter(before) && Character.isLowerCase(here);
            boolean abbreviated = Character.isUpperCase(before) && i > 1 && Character.isUpperCase(text.charAt(i - 2));
            if (inWord ? !abbreviated && !Bigrams.areCommon(before, here) : kind(before) != kind(here)) {
                count++;
            }
        }
        return count;
    }

    private static int kind(char character) {
        return Character.isDigit(character) ? 0 : Character.isUpperCase(character) ? 1 : 2;
    }

    private static int rarePairs(String lower) {
        int rarePairs = 0;
        for (int i = 1; i < lower.length(); i++) {
            char before = lower.charAt(i - 1);
            char here = lower.charAt(i);
            if (Character.isLetter(before) && Character.isLetter(here) && !Bigrams.areCommon(before, here)) {
                rarePairs++;
            }
        }
        return rarePairs;
    }
}
