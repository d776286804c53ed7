package dev.roundhouse.http.conformance.scenario;

import java.util.List;

/** A parser of the lines of a scenario after its title. */
interface StepSource {
    /** Parses the next line.
     *
     * @throws IllegalArgumentException for a syntax error
     */
    void parseLine(String line);

    /** All steps of the lines read. */
    List<Step> all();
}
