package dev.roundhouse.http.app.architecture;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Set;

/**
 * Calls of the JDK whose result depends on the default locale, calendar, time zone or charset. Each has an overload that takes it
 * as an argument.
 */
final class SystemDefaults {
    private static final String LOCALE = "java.util.Locale";
    private static final String CHARSET = "java.nio.charset.Charset";
    private static final String ENCODER = "java.nio.charset.CharsetEncoder";
    private static final String DECODER = "java.nio.charset.CharsetDecoder";
    private static final String ZONE = "java.time.ZoneId";
    private static final String CLOCK = "java.time.Clock";

    /** Calls that use a default whatever their arguments are. */
    private static final Set<String> ALWAYS = Set.of(
            "java.lang.String.formatted",
            "java.util.Locale.getDefault",
            "java.nio.charset.Charset.defaultCharset",
            "java.time.ZoneId.systemDefault",
            "java.time.Clock.systemDefaultZone",
            "java.util.TimeZone.getDefault",
            "java.util.Date.toString",
            "java.util.Date.toLocaleString",
            "java.text.MessageFormat.format",
            "java.time.format.DateTimeFormatter.ofLocalizedDate",
            "java.time.format.DateTimeFormatter.ofLocalizedTime",
            "java.time.format.DateTimeFormatter.ofLocalizedDateTime");

    /** Calls that use the default locale unless it is an argument. */
    private static final Set<String> WITHOUT_LOCALE = Set.of(
            "java.lang.String.format",
            "java.lang.String.toLowerCase",
            "java.lang.String.toUpperCase",
            "java.io.PrintStream.format",
            "java.io.PrintStream.printf",
            "java.io.PrintWriter.format",
            "java.io.PrintWriter.printf",
            "java.io.Console.format",
            "java.io.Console.printf",
            "java.util.Formatter.<init>",
            "java.util.Formatter.format",
            "java.util.Calendar.getInstance",
            "java.util.GregorianCalendar.<init>",
            "java.text.SimpleDateFormat.<init>",
            "java.text.MessageFormat.<init>",
            "java.text.DateFormat.getDateInstance",
            "java.text.DateFormat.getTimeInstance",
            "java.text.DateFormat.getDateTimeInstance",
            "java.text.DateFormat.getInstance",
            "java.text.NumberFormat.getInstance",
            "java.text.NumberFormat.getNumberInstance",
            "java.text.NumberFormat.getIntegerInstance",
            "java.text.NumberFormat.getPercentInstance",
            "java.text.NumberFormat.getCurrencyInstance",
            "java.text.NumberFormat.getCompactNumberInstance",
            "java.text.DecimalFormatSymbols.getInstance",
            "java.text.Collator.getInstance",
            "java.text.BreakIterator.getCharacterInstance",
            "java.text.BreakIterator.getWordInstance",
            "java.text.BreakIterator.getLineInstance",
            "java.text.BreakIterator.getSentenceInstance",
            "java.time.format.DateTimeFormatter.ofPattern",
            "java.time.format.DateTimeFormatterBuilder.toFormatter");

    /** Calls that use the default charset unless it is an argument. */
    private static final Set<String> WITHOUT_CHARSET = Set.of(
            "java.lang.String.getBytes",
            "java.io.InputStreamReader.<init>",
            "java.io.OutputStreamWriter.<init>",
            "java.io.FileReader.<init>",
            "java.io.FileWriter.<init>",
            "java.io.PrintStream.<init>",
            "java.io.ByteArrayOutputStream.toString",
            "java.util.Scanner.<init>",
            "java.net.URLEncoder.encode",
            "java.net.URLDecoder.decode",
            "java.lang.Process.inputReader",
            "java.lang.Process.errorReader",
            "java.lang.Process.outputWriter",
            "java.nio.channels.Channels.newReader",
            "java.nio.channels.Channels.newWriter");

    private static final Set<String> NOW = Set.of(
            "LocalDate",
            "LocalTime",
            "LocalDateTime",
            "ZonedDateTime",
            "OffsetDateTime",
            "OffsetTime",
            "Year",
            "YearMonth");

    private SystemDefaults() {}

    static boolean matches(JavaAccess<?> access) {
        if (!(access.getTarget() instanceof CodeUnitAccessTarget target)) {
            return false;
        }
        String name = target.getOwner().getName() + "." + target.getName();
        List<String> given =
                target.getRawParameterTypes().stream().map(JavaClass::getName).toList();
        return ALWAYS.contains(name)
                || (WITHOUT_LOCALE.contains(name) && !given.contains(LOCALE))
                || (WITHOUT_CHARSET.contains(name) && !hasCharset(name, given))
                || decodesBytes(name, given)
                || (name.equals("java.io.PrintWriter.<init>") && encodes(given))
                || (name.equals("java.text.DecimalFormat.<init>") && !given.contains("java.text.DecimalFormatSymbols"))
                || isNow(name, given);
    }

    private static boolean hasCharset(String name, List<String> given) {
        boolean named = !name.equals("java.util.Scanner.<init>")
                && !name.equals("java.io.FileReader.<init>")
                && !name.equals("java.io.FileWriter.<init>")
                && !given.isEmpty()
                && given.lastIndexOf("java.lang.String") == given.size() - 1
                && (given.size() > 1 || name.startsWith("java.lang.String.") || name.contains("ByteArrayOutputStream"));
        return named || given.contains(CHARSET) || given.contains(ENCODER) || given.contains(DECODER);
    }

    private static boolean decodesBytes(String name, List<String> given) {
        return name.equals("java.lang.String.<init>")
                && given.contains("[B")
                && !given.contains(CHARSET)
                && !given.contains("java.lang.String");
    }

    /** A PrintWriter around a Writer does not encode. */
    private static boolean encodes(List<String> given) {
        return !given.get(0).equals("java.io.Writer")
                && !given.contains(CHARSET)
                && given.lastIndexOf("java.lang.String") < 1;
    }

    private static boolean isNow(String name, List<String> given) {
        return name.startsWith("java.time.")
                && name.endsWith(".now")
                && NOW.contains(name.substring("java.time.".length(), name.length() - ".now".length()))
                && !given.contains(ZONE)
                && !given.contains(CLOCK);
    }
}
