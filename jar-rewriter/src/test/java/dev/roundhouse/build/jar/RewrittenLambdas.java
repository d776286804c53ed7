package dev.roundhouse.build.jar;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntBinaryOperator;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/** One lambda of each kind; the test rewrites this class and calls it. */
public final class RewrittenLambdas implements Supplier<List<Object>> {
    private final long base = 40;

    /** A class of the nest with private members. */
    private static final class Holder {
        private final String text;

        private Holder(String text) {
            this.text = text;
        }

        private String text() {
            return text;
        }
    }

    private interface Greeting {
        String name();

        default Supplier<String> greeting() {
            return () -> prefix() + name();
        }

        private String prefix() {
            return "Hello ";
        }
    }

    @Override
    public List<Object> get() {
        List<Object> results = new ArrayList<>();
        byte small = 3;
        double fraction = 0.5;
        String word = "word";
        Function<String, Holder> constructor = Holder::new;
        Function<Holder, String> privateMethod = Holder::text;
        Supplier<Object> captured = () -> word + small + fraction + base;
        ToIntFunction<String> length = String::length;
        ToLongFunction<String> widened = String::length;
        LongSupplier unboxed = Integer.valueOf(7)::intValue;
        IntBinaryOperator statically = Math::max;
        BiFunction<Integer, Integer, Integer> boxed = Math::max;
        IntFunction<int[]> array = int[]::new;
        Function<Long, Long> ownMethod = this::plus;
        Greeting greeting = () -> "you";
        Runnable discarded = () -> results.add("ran");
        discarded.run();
        results.add(privateMethod.apply(constructor.apply("held")));
        results.add(captured.get());
        results.add(length.applyAsInt("four"));
        results.add(widened.applyAsLong("four"));
        results.add(unboxed.getAsLong());
        results.add(statically.applyAsInt(1, 2));
        results.add(boxed.apply(3, 4));
        results.add(array.apply(5).length);
        results.add(ownMethod.apply(2L));
        results.add(greeting.greeting().get());
        results.addAll(ofOneInterface(word, 1L << 40, fraction));
        return results;
    }

    /** Lambdas of one interface, which capture different numbers and types of variables. */
    private List<String> ofOneInterface(String word, long number, double fraction) {
        char letter = 'x';
        boolean flag = true;
        int[] array = {1, 2};
        Function<String, String> nothing = text -> text;
        List<Function<String, String>> functions = List.of(
                nothing,
                String::trim,
                text -> text + word,
                text -> text + number + word,
                text -> text + fraction + word + number + letter + flag,
                text -> text + array[1] + base,
                text -> text + letter + flag + word.concat(text),
                text -> nothing.apply(text) + fraction + fraction,
                word::concat,
                text -> text + number + base);
        return functions.stream().map(function -> function.apply(" text ")).toList();
    }

    private long plus(long number) {
        return base + number;
    }
}
