package dev.roundhouse.http.handlers.headers;

import java.util.Arrays;

/** The common pairs of adjacent letters: nine tenths of all pairs in words of technical English. */
final class Bigrams {
    /** Each group is a letter, and the letters that follow it. */
    private static final String COMMON =
            "aabcdefghijklmnoprstuvwxyz babcdegilmorstuy cacdeghiklmoprstuvy dabcdefgilmorstuvy"
                    + " eabcdefghiklmnopqrstuvwxyz facdefiloprstuy gaceghilmnoprstuz haeiklmnorstuy iabcdefgijklmnoprstuvxz jaeiopu"
                    + " kaehilmnorsuw labcdefgiklmnopstuvy mabcdegilmopsuy nacdefghijklmnoprstuvwyz oabcdefgijklmnoprstuvwxy"
                    + " pacdefhiloprstuy qu rabcdefghiklmnoprstuvwyz sacdefghiklmnopqrstuwy tabcdefhiklmnoprstuwxyz"
                    + " uabcdefgiklmnoprstuz vaceio wacehilnors xacdeimpstx yacegilmnoprstu zaeimyz";

    private static final boolean[] TABLE = new boolean[26 * 26];

    static {
        Arrays.stream(COMMON.split(" ")).forEach(group -> {
            for (int i = 1; i < group.length(); i++) {
                TABLE[index(group.charAt(0), group.charAt(i))] = true;
            }
        });
    }

    private Bigrams() {}

    /** Whether this pair of letters is common; both are A to Z, in either case. */
    static boolean areCommon(char first, char second) {
        return TABLE[index(Character.toLowerCase(first), Character.toLowerCase(second))];
    }

    private static int index(char first, char second) {
        return (first - 'a') * 26 + second - 'a';
    }
}
