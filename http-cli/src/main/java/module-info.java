/** Commands, options and error messages that the programs share. */
module dev.roundhouse.http.cli {
    requires transitive info.picocli;

    exports dev.roundhouse.http.cli;
}
