/** How the file descriptors of the process are divided between connections and files. */
package dev.roundhouse.http.app.options;
