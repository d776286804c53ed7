package com.example;

/** Uses http-protocol from outside; for now it shows that it compiles and runs beside it. */
public final class ProtocolAlone {
    private ProtocolAlone() {}

    public static void main(String[] args) {
        System.out.println("protocol-alone: ok");
    }
}
