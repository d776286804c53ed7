/** Results for a terminal. */
package dev.roundhouse.http.lab.table;
