/** picocli under the module name of the published jar. */
module info.picocli {
    requires static java.sql;

    exports picocli;
}
