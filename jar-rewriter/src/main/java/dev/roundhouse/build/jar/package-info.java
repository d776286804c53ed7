/**
 * A step of the build: rewrites a jar so that a program starts with less CPU time.
 *
 * <p>{@link dev.roundhouse.build.jar.JarRewriter} is the program. {@link dev.roundhouse.build.jar.LambdaRewriter} rewrites one
 * class, {@link dev.roundhouse.build.jar.LambdaClass} generates the class of one lambda.
 */
package dev.roundhouse.build.jar;
