package dev.roundhouse.http.handlers.headers;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Distinguishes a hash, in the alphabets and lengths that bundlers use, from a word, a date, a version or a number.
 *
 * <p>Hexadecimal digits: 8, 12 or 16 to 128 of them. Base 32: 8 capital letters and digits from 2 to 7. Base 64: 8 letters, digits,
 * hyphens and underscores. What people write has few changes between letters and digits, or between small and capital letters
 * within a word, and its letters follow each other as in words; what a hash function writes has many and they do not. Each such place is
 * counted, and where there are too few of them, it is not called a hash.
 */
final class FileNameHash {
    private static final int SHORT = 8;

    /** Of places where no word goes on so, in what a bundler has made; elsewhere one more is needed. */
    private static final int ODD_PLACES = 3;

    private static final Set<Integer> LONG = Set.of(16, 20, 32, 40, 64, 96, 128);

    private static final Pattern HEXADECIMAL = Pattern.compile("[0-9a-f]+");
    private static final Pattern BASE_32 = Pattern.compile("[A-Z2-7]{8}");
    /** With capital and small letters: product codes, number plates and formulas have no small ones. */
    private static final Pattern BASE_64 = Pattern.compile("(?=.*[A-Z])(?=.*[a-z])[A-Za-z0-9_-]{8}");

    private static final Pattern BASE_36 = Pattern.compile("(?=.*[a-z])(?=.*[0-9])[a-z0-9]{8}");

    /** Versions 1, 4 and 7 of a UUID without its hyphens. RFC 9562 §4 */
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{12}[147][0-9a-f]{3}[89ab][0-9a-f]{15}");

    private static final Pattern YEAR = Pattern.compile("(?<![0-9])(19|20)[0-9]{2}(?![0-9])");
    private static final Pattern EPISODE = Pattern.compile("(?i)s[0-9]{1,2}e[0-9]{1,2}.*");
    private static final Pattern NUMBERED_WORD = Pattern.compile("[A-Z]+[2-7]+");
    /** A word, or several in camel case, in whatever language. */
    private static final Pattern WORD = Pattern.compile("[A-Z]?[a-z]+|([A-Z][a-z]+)+[0-9]*");
    /** What git describe writes for a commit. */
    private static final Pattern DESCRIBED = Pattern.compile("g[0-9a-f]{7}");
    /** Three pairs of equal digits: a colour, a mask or an address. */
    private static final Pattern PAIRED = Pattern.compile("(.*([0-9a-f])\\2){3}.*");
    /** Words that are spelled with digits, whole numbers of hexadecimal words, and numbers that are counted up. */
    private static final Pattern SPELLED =
            Pattern.compile(".*(babe|beef|cafe|c0de|c0ffee|dead|d15ea5e|f00d|face|feed|1234|4321).*");
    /** Terms of letters and digits, in which a change from one to the other is not significant. */
    private static final Pattern TERM =
            Pattern.compile("(?i).*(a11y|av1|b2[bc]|base(32|64)|co2|css3|es6|gl2|h26[45]|html5|http[23]|i18n"
                    + "|ip?v[46]|k8s|l10n|log4j|md5|mp[34]|oauth2|p2p|sql8|utf(8|16)|w3c|web[23]|x(86|64)).*");
    /** A run of letters that can be spoken, for all that a word of these letters may be. */
    private static final Pattern SPOKEN = Pattern.compile("[a-f]*[ae][a-f]*");

    /** Words and months of these letters. */
    private static final Set<String> WORDS =
            Set.of(("aba abc abcd ace add ade baa bad bade bead beaded beef bed bee cab cad cafe cede dab"
                            + " dace dad dead deaf deb dec decade deed ebb fab facade face faced fad fade faded feb fed fee feed")
                    .split(" "));

    private FileNameHash() {}

    /** A part of a name between two dots. */
    static boolean isAfterDot(String text, boolean built) {
        boolean django = text.length() == 12 && isHexadecimal(text) && oddPlaces(text) >= ODD_PLACES;
        return django || isAtEnd(text, built);
    }

    /** All of a name before its first dot, without a separator between a name and a hash. */
    static boolean isWholeName(String text) {
        return isAtEnd(text, false);
    }

    /**
     * What stands behind a separator.
     *
     * @param built whether this is a file that bundlers make, rather than people
     */
    static boolean isAtEnd(String text, boolean built) {
        if (text.length() != SHORT) {
            return isLong(text);
        }
        if (isHexadecimal(text)) {
            return isShortHexadecimal(text, built);
        }
        if (YEAR.matcher(text).find() || EPISODE.matcher(text).matches() || isNamed(text)) {
            return false;
        }
        if (BASE_32.matcher(text).matches()) {
            return isBase32(text, built);
        }
        int needed = built ? ODD_PLACES : ODD_PLACES + 1;
        if (BASE_64.matcher(text).matches()) {
            return oddPlaces(text) >= needed;
        }
        return BASE_36.matcher(text).matches() && oddPlaces(text) > ODD_PLACES;
    }

    private static boolean isNamed(String text) {
        return WORD.matcher(text).matches()
                || TERM.matcher(text).matches()
                || DESCRIBED.matcher(text).matches();
    }

    /** A long run of hexadecimal digits, which no word, date or number is. */
    static boolean isLong(String text) {
        return LONG.contains(text.length())
                && isHexadecimal(text)
                && changes(text) >= ODD_PLACES
                && !UUID.matcher(text).matches()
                && !(text.length() < 32 && YEAR.matcher(text).find());
    }

    private static boolean isHexadecimal(String text) {
        return HEXADECIMAL.matcher(text).matches();
    }

    /** Eight digits are easily a date, a word with a number, or a number with a letter. */
    private static boolean isShortHexadecimal(String text, boolean built) {
        int changes = changes(text);
        if (PAIRED.matcher(text).matches() || SPELLED.matcher(text).matches()) {
            return false;
        }
        if (changes == 0 || changes > 2) {
            return changes > 2;
        }
        boolean word = false;
        int letters = 0;
        for (String run : text.split("[0-9]+", -1)) {
            word |= WORDS.contains(run) || (changes == 1 && SPOKEN.matcher(run).matches());
            letters += run.length();
        }
        boolean numbered = changes == 1 ? letters < 4 : letters < (built ? 1 : 2) || isAround(text, letters);
        return !word && !numbered && !YEAR.matcher(text).find();
    }

    /** A number between two letters. */
    private static boolean isAround(String text, int letters) {
        return letters == 2 && Character.isLetter(text.charAt(0));
    }

    /** Capitals alone are an abbreviation or a headline, unless hardly any two of them stand together in words. */
    private static boolean isBase32(String text, boolean built) {
        boolean spoken = unspoken(text.toLowerCase(Locale.ROOT)) < ODD_PLACES;
        if (changes(text) == 0) {
            return unspoken(text.toLowerCase(Locale.ROOT)) > ODD_PLACES;
        }
        if (built) {
            return !spoken || !NUMBERED_WORD.matcher(text).matches();
        }
        return !spoken || changes(text) >= ODD_PLACES;
    }

    /** How often a letter follows a digit, or a digit a letter. */
    private static int changes(String text) {
        int changes = 0;
        for (int at = 1; at < text.length(); at++) {
            if (Character.isDigit(text.charAt(at)) != Character.isDigit(text.charAt(at - 1))) {
                changes++;
            }
        }
        return changes;
    }

    /** The places where no word goes on so: another kind of character, save behind a capital, or letters that rarely meet. */
    private static int oddPlaces(String text) {
        int odd = 0;
        for (int at = 1; at < text.length(); at++) {
            char before = text.charAt(at - 1);
            char here = text.charAt(at);
            if (!Character.isLetterOrDigit(before) || !Character.isLetterOrDigit(here)) {
                continue;
            }
            boolean inWord = Character.isLetter(before) && Character.isLowerCase(here);
            boolean abbreviated = Character.isUpperCase(before) && at > 1 && Character.isUpperCase(text.charAt(at - 2));
            if (inWord ? !abbreviated && !Bigrams.areCommon(before, here) : kind(before) != kind(here)) {
                odd++;
            }
        }
        return odd;
    }

    private static int kind(char character) {
        return Character.isDigit(character) ? 0 : Character.isUpperCase(character) ? 1 : 2;
    }

    private static int unspoken(String lower) {
        int unspoken = 0;
        for (int at = 1; at < lower.length(); at++) {
            char before = lower.charAt(at - 1);
            char here = lower.charAt(at);
            if (Character.isLetter(before) && Character.isLetter(here) && !Bigrams.areCommon(before, here)) {
                unspoken++;
            }
        }
        return unspoken;
    }
}
