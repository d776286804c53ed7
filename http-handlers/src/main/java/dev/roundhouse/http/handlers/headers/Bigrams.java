package dev.roundhouse.http.handlers.headers;

import java.util.Arrays;

/** Which two letters stand together in words: those that make up nine tenths of all pairs in the words of technical English. */
final class Bigrams {
    /** Each group: a letter, and those that follow it. */
    private static final String COMMON =
            "aabcdefghijklmnoprstuvwxyz babcdegilmorstuy cacdeghiklmoprstuvy dabcdefgilmorstuvy"
                    + " eabcdefghiklmnopqrstuvwxyz facdefiloprstuy gaceghilmnoprstuz haeiklmnorstuy iabcdefgijklmnoprstuvxz jaeiopu"
                    + " kaehilmnorsuw labcdefgiklmnopstuvy mabcdegilmopsuy nacdefghijklmnoprstuvwyz oabcdefgijklmnoprstuvwxy"
                    + " pacdefhiloprstuy qu rabcdefghiklmnoprstuvwyz sacdefghiklmnopqrstuwy tabcdefhiklmnoprstuwxyz"
                    + " uabcdefgiklmnoprstuz vaceio wacehilnors xacdeimpstx yacegilmnoprstu zaeimyz";

    private static final boolean[] TABLE = new boolean[26 * 26];

    static {
        Arrays.stream(COMMON.split(" ")).forEach(group -> {
            for (int at = 1; at < group.length(); at++) {
                TABLE[index(group.charAt(0), group.charAt(at))] = true;
            }
        });
    }

    private Bigrams() {}

    /** Whether words hold these two letters, of A to Z in either case. */
    static boolean areCommon(char first, char second) {
        return TABLE[index(Character.toLowerCase(first), Character.toLowerCase(second))];
    }

    private static int index(char first, char second) {
        return (first - 'a') * 26 + second - 'a';
    }
}
