/** The comparison of servers: load, measurements, statistics and results. HdrHistogram brings no name of its own. */
@SuppressWarnings("requires-automatic")
module dev.roundhouse.http.lab {
    requires transitive dev.roundhouse.http.protocol;
    requires com.fasterxml.jackson.databind;
    requires java.management;
    requires jdk.jfr;
    requires HdrHistogram;

    exports dev.roundhouse.http.lab.result;

    opens dev.roundhouse.http.lab.result to
            com.fasterxml.jackson.databind;
}
