/** A writer of JSON. */
module dev.roundhouse.http.json {
    exports dev.roundhouse.http.json;
}
