/** What some rounds allow to say, and what they do not. Pure: chance comes in as a seed. */
package dev.roundhouse.http.lab.stats;
