/** Results as text tables on the terminal. */
package dev.roundhouse.http.lab.console;
