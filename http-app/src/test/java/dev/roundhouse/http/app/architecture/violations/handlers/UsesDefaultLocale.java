package dev.roundhouse.http.app.architecture.violations.handlers;

import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Reader;
import java.text.DecimalFormat;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Calendar;
import java.util.Locale;
import java.util.Scanner;
import java.util.function.UnaryOperator;

/** Violates: nothing depends on the default locale, calendar, time zone or charset. Each method does in another way. */
@SuppressWarnings({
    "DefaultCharset",
    "StringCaseLocaleUsage",
    "JavaTimeDefaultTimeZone",
    "FormatStringShouldUsePlaceholders"
})
final class UsesDefaultLocale {
    String formats(int number) {
        return String.format("%d", number);
    }

    String isFormatted(int number) {
        return "%d".formatted(number);
    }

    String lowers(String text) {
        return text.toLowerCase();
    }

    UnaryOperator<String> refersToLowering() {
        return String::toLowerCase;
    }

    String raises(String text) {
        return text.toUpperCase();
    }

    byte[] encodes(String text) {
        return text.getBytes();
    }

    String decodes(byte[] bytes) {
        return new String(bytes);
    }

    Reader reads(byte[] bytes) {
        return new InputStreamReader(new ByteArrayInputStream(bytes));
    }

    PrintWriter prints(OutputStream out) {
        return new PrintWriter(out);
    }

    PrintWriter printsFormatted(PrintWriter out, int number) {
        return out.printf("%d", number);
    }

    String groups(long number) {
        return NumberFormat.getInstance().format(number);
    }

    String writesDecimals(double number) {
        return new DecimalFormat("0.0").format(number);
    }

    DateTimeFormatter writesDates() {
        return DateTimeFormatter.ofPattern("uuuu-MM-dd");
    }

    LocalDate readsTheDay() {
        return LocalDate.now();
    }

    ZoneId readsTheZone() {
        return ZoneId.systemDefault();
    }

    Calendar choosesACalendar() {
        return Calendar.getInstance();
    }

    Locale usesDefault() {
        return Locale.getDefault();
    }

    Scanner scans(String text) {
        return new Scanner(new ByteArrayInputStream(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }
}
